package org.prolepsis.nodes.action;

import java.util.List;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.control.TickClock;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.joints.TrajectoryReader;

/** Makes immutable chunks of {@code action_chunk} messages. One thread at a time. */
final class ChunkReader {
    /** Steps may differ from the mean step by this share: time stamps are rounded to nanoseconds, rates to milliseconds. */
    private static final double IRREGULARITY = 0.02;

    private static final double MIN_STEP_NANOS = 1e5;
    private static final double MAX_STEP_NANOS = 1e10;
    private final TrajectoryReader reader;
    private final TickClock clock;
    private final long singleStepNanos;
    private String motionName = "";
    private long motion;

    /**
     * @param joints the joints of the arm
     * @param clock maps stamps to control ticks
     * @param singleStepSeconds the policy step of a chunk that has a single point, s
     */
    ChunkReader(List<String> joints, TickClock clock, double singleStepSeconds) {
        this.reader = new TrajectoryReader(joints);
        this.clock = clock;
        this.singleStepNanos = Math.round(singleStepSeconds * 1e9);
    }

    /**
     * Reads a chunk.
     *
     * @param nowNanos ROS time of its arrival, which stands in for a stamp of 0
     * @throws InvalidInputException if it cannot be used; joint and point are named
     */
    ActionChunk read(JointTrajectory message, long nowNanos) {
        TrajectoryReader.Points points = reader.read(message);
        int count = points.timesNanos.length;
        if (count > ActionChunk.MAX_HORIZON) {
            throw new InvalidInputException(
                    "the chunk has " + count + " points; at most " + ActionChunk.MAX_HORIZON + " are allowed");
        }
        double step = step(points.timesNanos);
        long stamp = points.stampNanos == 0 ? nowNanos : points.stampNanos;
        double tick = clock.tickOf(stamp + points.timesNanos[0]);
        if (!Double.isFinite(tick)) {
            throw new InvalidInputException("ROS time has not begun here, so the stamp cannot be placed; with"
                    + " /use_sim_time set, something must publish /clock");
        }
        try {
            return ActionChunk.of(tick, step * 1e-9, points.positions).ofMotion(motionOf(message.header.frameId));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(e.getMessage());
        }
    }

    /** Numbers the motions in the order in which their names come. */
    private long motionOf(String name) {
        if (!name.equals(motionName)) {
            motionName = name;
            motion++;
        }
        return motion;
    }

    private double step(long[] times) {
        int last = times.length - 1;
        if (last == 0) {
            return singleStepNanos;
        }
        double step = (times[last] - times[0]) / (double) last;
        if (step < MIN_STEP_NANOS || step > MAX_STEP_NANOS) {
            throw new InvalidInputException("points are " + step * 1e-9 + " s apart; it must be "
                    + MIN_STEP_NANOS * 1e-9 + " to " + MAX_STEP_NANOS * 1e-9);
        }
        for (int i = 1; i <= last; i++) {
            double own = times[i] - times[i - 1];
            if (Math.abs(own - step) > IRREGULARITY * step) {
                throw new InvalidInputException("point " + i + " comes " + own * 1e-9 + " s after the one before, but "
                        + step * 1e-9 + " s is the mean; the points of a chunk must be evenly spaced");
            }
        }
        return step;
    }
}
