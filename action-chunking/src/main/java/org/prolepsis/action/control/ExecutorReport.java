package org.prolepsis.action.control;

import java.util.List;

/**
 * A look at an executor for status and diagnostics; values may be from neighbouring ticks.
 *
 * @param state what it is doing
 * @param fault why it stopped or does not start
 * @param jointStatesStale whether joint states are stale now (in {@link ExecutorState#IDLE} that is no fault)
 * @param steppable whether a single step would move the arm: paused in a motion whose chunks and joint states are fresh
 * @param steps single steps begun so far
 * @param tick number of the last tick
 * @param pace present pace
 * @param speed pace asked for
 * @param lookAheadSteps present look-ahead, policy steps
 * @param lagSeconds estimated tracking lag, s
 * @param trackingError largest present difference of commanded and measured, rad
 * @param chunksRead chunks averaged at the last tick
 * @param chunks what became of the chunks
 * @param measurementsRejected joint states refused for width or non-finite values
 * @param starvedTicks ticks in motion at which no chunk reached the present
 * @param seams what chunks that joined the average did to it
 * @param delay how old observations were when their chunks arrived
 * @param velocitySaturations ticks at which the limiter cut the velocity, per joint
 * @param accelerationSaturations ticks at which the limiter cut the acceleration, per joint
 * @param positionSaturations ticks at which the limiter kept clear of a position limit, per joint
 */
public record ExecutorReport(
        ExecutorState state,
        Fault fault,
        boolean jointStatesStale,
        boolean steppable,
        long steps,
        long tick,
        double pace,
        double speed,
        double lookAheadSteps,
        double lagSeconds,
        double trackingError,
        int chunksRead,
        ChunkCounts chunks,
        long measurementsRejected,
        long starvedTicks,
        SeamMetrics seams,
        DelayStatistics delay,
        List<Long> velocitySaturations,
        List<Long> accelerationSaturations,
        List<Long> positionSaturations) {
    /** Copies the lists. */
    public ExecutorReport {
        velocitySaturations = List.copyOf(velocitySaturations);
        accelerationSaturations = List.copyOf(accelerationSaturations);
        positionSaturations = List.copyOf(positionSaturations);
    }

    /**
     * What became of the chunks; every chunk offered is counted in exactly one of the others once it is looked at.
     *
     * @param offered chunks given to {@link ActionExecutor#offer}
     * @param accepted taken into the buffer
     * @param wrongWidth refused: another number of joints than the robot
     * @param queueFull dropped: the control thread has not taken earlier ones yet
     * @param duplicate dropped: a chunk of that observation is there already
     * @param late dropped: reaches only ticks that have passed, or older than the history
     * @param future dropped: dated later than the tolerance allows
     * @param unwanted dropped: came while disabled, waiting, stopping, holding or blind
     * @param outOfOrder of the accepted ones, those older than one accepted before
     */
    public record ChunkCounts(
            long offered,
            long accepted,
            long wrongWidth,
            long queueFull,
            long duplicate,
            long late,
            long future,
            long unwanted,
            long outOfOrder) {}
}
