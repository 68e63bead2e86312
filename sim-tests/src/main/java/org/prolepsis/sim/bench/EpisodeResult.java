package org.prolepsis.sim.bench;

import java.util.List;

/**
 * What came of one episode.
 *
 * @param seed of its scene
 * @param end how it ended
 * @param seconds when it was sorted, simulated s; the time-out if it was not
 * @param sortedBlocks blocks in their bins at the end
 * @param seams what joining chunks did to the reading
 * @param velocityPeaks largest commanded velocity per channel, share of its limit
 * @param accelerationPeaks largest acceleration, share
 * @param jerkPeaks largest jerk, share
 * @param limitViolations commands of a channel that broke a limit
 * @param lookAheadSteps mean look-ahead while it ran, policy steps
 * @param pace mean pace while it ran
 */
public record EpisodeResult(
        long seed,
        EpisodeEnd end,
        double seconds,
        int sortedBlocks,
        Seams seams,
        List<Double> velocityPeaks,
        List<Double> accelerationPeaks,
        List<Double> jerkPeaks,
        long limitViolations,
        double lookAheadSteps,
        double pace) {
    /** Copies the lists. */
    public EpisodeResult {
        velocityPeaks = List.copyOf(velocityPeaks);
        accelerationPeaks = List.copyOf(accelerationPeaks);
        jerkPeaks = List.copyOf(jerkPeaks);
    }

    /** Whether the task was done in time. */
    public boolean success() {
        return end == EpisodeEnd.SORTED;
    }

    /**
     * What joining chunks did to what is read from them, before seams are smoothed and limited: over seams, the largest over
     * the arm's joints.
     *
     * @param count seams
     * @param meanJump position, rad
     * @param maxJump position, rad
     * @param meanVelocityStep rad/s
     * @param meanJerkStep rad/s^3
     */
    public record Seams(long count, double meanJump, double maxJump, double meanVelocityStep, double meanJerkStep) {}
}
