package org.prolepsis.sim.bench;

import java.util.Arrays;
import java.util.List;
import org.prolepsis.action.control.ActionExecutor;
import org.prolepsis.action.control.ExecutorReport;
import org.prolepsis.action.control.ExecutorSettings;
import org.prolepsis.action.control.ExecutorState;
import org.prolepsis.action.control.SeamMetrics;

/**
 * Runs one episode from an arm at rest to sorted blocks, or to the time-out. The same scene, policy, variant and conditions
 * give the same result to the last bit, whatever else runs. Any thread; nothing is kept between episodes.
 */
public final class EpisodeRunner {
    private final SceneFactory scenes;
    private final PolicyFactory policies;
    private final double timeOutSeconds;

    /**
     * A runner.
     *
     * @param timeOutSeconds simulated time after which an episode has failed, s
     * @throws IllegalArgumentException if the time-out is not in 0.1 .. 3600 s
     */
    public EpisodeRunner(SceneFactory scenes, PolicyFactory policies, double timeOutSeconds) {
        if (!(timeOutSeconds >= 0.1 && timeOutSeconds <= 3600)) {
            throw new IllegalArgumentException(
                    "the time-out is " + timeOutSeconds + " s; it must be from 0.1 to 3600 s");
        }
        this.scenes = scenes;
        this.policies = policies;
        this.timeOutSeconds = timeOutSeconds;
    }

    /** Simulated time after which an episode has failed, s. */
    public double timeOutSeconds() {
        return timeOutSeconds;
    }

    /** Runs an episode to its end. */
    public EpisodeResult run(Variant variant, Conditions conditions, long seed) {
        ExecutorSettings settings = ExecutorPlan.of(variant);
        ActionExecutor executor = new ActionExecutor(scenes.limits(), settings);
        try (Scene scene = scenes.open(seed, conditions.noise())) {
            ClosedLoop loop = new ClosedLoop(
                    scene, policies.open(seed), executor, scenes.limits().count(), conditions.delaySeconds());
            LimitChecker checker = new LimitChecker(scenes.limits(), ClosedLoop.CONTROL_SECONDS);
            Means means = new Means();
            EpisodeEnd end = null;
            while (end == null) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new IllegalStateException("the episode was interrupted");
                }
                if (loop.tick()) {
                    checker.accept(executor.setpoint().positions());
                }
                means.accept(executor);
                end = endOf(scene, loop);
            }
            double seconds = end == EpisodeEnd.SORTED ? loop.seconds() : timeOutSeconds;
            return new EpisodeResult(
                    seed,
                    end,
                    seconds,
                    scene.sortedBlocks(),
                    seams(executor.report()),
                    list(checker.velocityPeaks()),
                    list(checker.accelerationPeaks()),
                    list(checker.jerkPeaks()),
                    checker.violations(),
                    means.lookAhead(),
                    means.pace());
        }
    }

    private EpisodeEnd endOf(Scene scene, ClosedLoop loop) {
        if (scene.sorted()) {
            return EpisodeEnd.SORTED;
        }
        if (loop.seconds() >= timeOutSeconds - 1e-9) {
            return EpisodeEnd.TIME_OUT;
        }
        if (scene.lost()) {
            return EpisodeEnd.LOST;
        }
        return loop.state() == ExecutorState.HOLDING ? EpisodeEnd.STOPPED : null;
    }

    private static EpisodeResult.Seams seams(ExecutorReport report) {
        SeamMetrics seams = report.seams();
        return new EpisodeResult.Seams(
                seams.seams(), seams.meanJump(), seams.maxJump(), seams.meanVelocityStep(), seams.meanJerkStep());
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
