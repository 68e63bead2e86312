package org.prolepsis.flow.train;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * The loop over the steps of one stage: draws, Adam steps by a falling rate, early stopping, checkpoints. What a step
 * draws is a function of the seed and the number of the step, so a loop that goes on from a checkpoint is the same as
 * one that was never ended.
 */
final class TrainingLoop {
    private static final int CHECK_EVERY = 100;
    private static final int HELD_OUT_BATCHES = 4;
    private static final int FINAL_BATCHES = 16;
    /** A held-out loss counts as better if it is lower by this share. */
    private static final double GAIN = 0.01;
    /** After a stop the rate falls to its end in this share of all steps. */
    private static final double ENDING = 0.1;

    private static final double SMOOTHING = 0.98;

    private final Plan plan;
    private final TrainingGraph graph;
    private final Draws draws;
    private final TrainingRun run;
    private State state;

    /**
     * What a loop does.
     *
     * @param stage its name
     * @param steps at most
     * @param rate of the first step
     * @param patience steps without gain after which it is brought to its end, or 0 for never
     * @param seed of all draws
     */
    record Plan(String stage, int steps, double rate, int patience, long seed) {}

    /** Fills the inputs of the graph with a batch. */
    interface Draws {
        void draw(SplittableRandom random);
    }

    /**
     * Where a loop is.
     *
     * @param step steps done
     * @param average smoothed training loss
     * @param best least held-out loss so far
     * @param bestStep when it was
     * @param end the step to stop at
     * @param endingFrom the step at which it was decided to stop early, or -1
     */
    record State(int step, double average, double best, int bestStep, int end, int endingFrom) {
        void write(DataOutputStream out) throws IOException {
            out.writeInt(step);
            out.writeDouble(average);
            out.writeDouble(best);
            out.writeInt(bestStep);
            out.writeInt(end);
            out.writeInt(endingFrom);
        }

        static State read(DataInputStream in) throws IOException {
            return new State(in.readInt(), in.readDouble(), in.readDouble(), in.readInt(), in.readInt(), in.readInt());
        }
    }

    TrainingLoop(Plan plan, TrainingGraph graph, Draws draws, TrainingRun run) {
        this.plan = plan;
        this.graph = graph;
        this.draws = draws;
        this.run = run;
        this.state = new State(0, 0, Double.POSITIVE_INFINITY, 0, plan.steps(), -1);
    }

    /** Losses and steps of a loop that is over. */
    record Outcome(double loss, double heldOut, int steps) {}

    /** Runs to the end, from the checkpoint if there is one of this stage. */
    Outcome run() {
        run.resume(plan.stage()).ifPresent(this::restore);
        while (state.step() < state.end()) {
            run.beforeStep(plan.stage(), this::state, graph::state);
            if (plan.patience() > 0 && state.endingFrom() < 0 && state.step() % CHECK_EVERY == 0) {
                considerStopping();
            }
            step();
        }
        run.skipped(plan.steps() - state.end());
        return new Outcome(state.average(), heldOut(FINAL_BATCHES), state.step());
    }

    private State state() {
        return state;
    }

    private void restore(TrainingRun.Partial partial) {
        state = partial.state();
        graph.restore(partial.variables(), state.step());
    }

    private void step() {
        int step = state.step();
        SplittableRandom random = generator(step);
        graph.setNoiseSeed(random.nextLong());
        draws.draw(random);
        double loss = graph.step(rate(step));
        double average = step == 0 ? loss : SMOOTHING * state.average() + (1 - SMOOTHING) * loss;
        state = new State(step + 1, average, state.best(), state.bestStep(), state.end(), state.endingFrom());
        run.stepDone(loss);
    }

    private void considerStopping() {
        double loss = heldOut(HELD_OUT_BATCHES);
        int step = state.step();
        if (loss < (1 - GAIN) * state.best()) {
            state = new State(step, state.average(), loss, step, state.end(), -1);
        } else if (step - state.bestStep() >= plan.patience()) {
            int end = Math.min(plan.steps(), step + Math.max(1, (int) (ENDING * plan.steps())));
            state = new State(step, state.average(), state.best(), state.bestStep(), end, step);
            run.event(plan.stage() + ": held-out loss " + loss + " no lower than " + state.best() + " of step "
                    + state.bestStep() + "; ends at step " + end + " of " + plan.steps());
        }
    }

    private double heldOut(int batches) {
        double sum = 0;
        for (int i = 0; i < batches; i++) {
            SplittableRandom random = generator(-1 - i);
            graph.setNoiseSeed(random.nextLong());
            draws.draw(random);
            sum += graph.loss() / batches;
        }
        return sum;
    }

    /** Steps count from 0; what is below is held out. */
    private SplittableRandom generator(int step) {
        return new SplittableRandom(new SplittableRandom(plan.seed() + 0x632BE59BD9B4E019L * step).nextLong());
    }

    /** A half cosine from the first rate to a thousandth of it; after an early stop the rest of it in fewer steps. */
    private double rate(int step) {
        if (state.endingFrom() < 0) {
            return rate(plan.rate(), (double) step / plan.steps());
        }
        double from = (double) state.endingFrom() / plan.steps();
        double share = (double) (step - state.endingFrom()) / (state.end() - state.endingFrom());
        return rate(plan.rate(), from + (1 - from) * share);
    }

    private static double rate(double first, double share) {
        return first * (0.001 + 0.999 * 0.5 * (1 + Math.cos(Math.PI * share)));
    }
}
