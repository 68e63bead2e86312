package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.latent.OdeSolver;
import org.prolepsis.flow.latent.TimeFeatures;
import org.prolepsis.flow.net.DenseNet;
import org.prolepsis.flow.train.TrainingGraph.NetVariables;

/**
 * Teaches the velocity net to come in one or two Euler steps where the trained flow comes in many: on each stretch of its
 * path the difference of the ends is the velocity to learn at the start (rectified flow's distillation, Liu et al., arXiv
 * 2209.03003, section 2.2; on stretches as in progressive distillation, arXiv 2202.00512). The text embedder stays, and
 * guidance goes into the student.
 */
final class Distillation {
    private static final int PAIRS = 32_768;
    private static final int BATCH = 512;
    private static final int TEACHER_STEPS = 16;
    private static final double FIRST_RATE = 5e-3;
    /** Deviation of the noise on the embedding, so that the student knows what lies between sentences. */
    private static final double NOISE = 0.02;

    private final LatentFlow teacher;
    private final TextBatch texts;
    private final int stretches;
    private final int latentDimension;
    private final int embedding;
    /** {@code [pair][stretch ends][latent]} and {@code [pair][embedding]}. */
    private final float[][][] paths = new float[PAIRS][][];

    private final float[][] conditions = new float[PAIRS][];
    private final float[] rows;
    private final float[] targets;

    Distillation(LatentFlow teacher, TextBatch texts, int stretches) {
        this.teacher = teacher;
        this.texts = texts;
        this.stretches = stretches;
        this.latentDimension = teacher.latentDimension();
        this.embedding = teacher.embedder().outputs();
        this.rows = new float[BATCH * teacher.velocity().inputs()];
        this.targets = new float[BATCH * latentDimension];
    }

    /** Draws paths of the teacher and trains the student on them, or goes on from the checkpoint of the run. */
    Finished train(String stage, TrainingSettings settings, TrainingRun run) {
        long seed = Restarts.seed(settings, stage);
        drawPaths(new SplittableRandom(seed), settings.guidance());
        try (TrainingGraph graph = new TrainingGraph()) {
            NetVariables student = graph.variables(teacher.velocity());
            var input = graph.input(BATCH, teacher.velocity().inputs());
            var target = graph.input(BATCH, latentDimension);
            var error = graph.ops().math.squaredDifference(graph.apply(student, input.operand()), target.operand());
            graph.minimise(graph.mean(error));
            var plan = new TrainingLoop.Plan(stage, settings.flowSteps(), FIRST_RATE, settings.patience(), seed);
            var outcome = new TrainingLoop(plan, graph, random -> draw(random, input, target), run).run();
            return new Finished(graph.export(student).parameters(), outcome.loss(), outcome.heldOut(), outcome.steps());
        }
    }

    /** The flow with the student in the teacher's place. */
    LatentFlow flow(Finished finished) {
        DenseNet student = teacher.velocity().with(finished.values());
        return new LatentFlow(teacher.embedder(), student, texts.coreFeatures());
    }

    private void drawPaths(SplittableRandom random, double guidance) {
        LatentFlow.Sampler sampler = teacher.sampler(OdeSolver.MIDPOINT, TEACHER_STEPS, guidance);
        float[] features = new float[TextBatch.TEXTS * texts.width()];
        float[] own = new float[texts.width()];
        for (int pair = 0; pair < PAIRS; pair++) {
            int row = pair % TextBatch.TEXTS;
            if (row == 0) {
                texts.drawSentences(random);
            }
            texts.drawWording(random, row, features);
            System.arraycopy(features, row * own.length, own, 0, own.length);
            float[] h = teacher.embed(own);
            for (int i = 0; i < embedding; i++) {
                h[i] += (float) (NOISE * random.nextGaussian());
            }
            conditions[pair] = h;
            paths[pair] = path(sampler, h, random);
        }
    }

    private float[][] path(LatentFlow.Sampler sampler, float[] h, SplittableRandom random) {
        float[] state = new float[latentDimension];
        for (int k = 0; k < latentDimension; k++) {
            state[k] = (float) random.nextGaussian();
        }
        List<float[]> ends = new ArrayList<>();
        ends.add(state.clone());
        int steps = TEACHER_STEPS / stretches;
        for (int stretch = 0; stretch < stretches; stretch++) {
            sampler.integrate(h, stretch * steps, (stretch + 1) * steps, state);
            ends.add(state.clone());
        }
        return ends.toArray(float[][]::new);
    }

    private void draw(SplittableRandom random, TrainingGraph.Input input, TrainingGraph.Input target) {
        int width = teacher.velocity().inputs();
        for (int i = 0; i < BATCH; i++) {
            int pair = random.nextInt(PAIRS);
            int stretch = i % stretches;
            float[] from = paths[pair][stretch];
            float[] to = paths[pair][stretch + 1];
            System.arraycopy(from, 0, rows, i * width, latentDimension);
            TimeFeatures.compute((double) stretch / stretches, rows, i * width + latentDimension);
            System.arraycopy(conditions[pair], 0, rows, i * width + latentDimension + TimeFeatures.COUNT, embedding);
            for (int k = 0; k < latentDimension; k++) {
                targets[i * latentDimension + k] = stretches * (to[k] - from[k]);
            }
        }
        input.set(rows);
        target.set(targets);
    }
}
