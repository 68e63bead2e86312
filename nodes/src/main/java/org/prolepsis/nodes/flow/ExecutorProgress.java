package org.prolepsis.nodes.flow;

import org.prolepsis.msgs.control_msgs.JointTrajectoryControllerState;

/** The pace at which the action node executes motions, from its state. Guarded by its user; allocates nothing. */
final class ExecutorProgress {
    /** Time constant of the pace, s: longer than ticks jitter, shorter than the pace takes to change. */
    private static final double FILTER = 0.03;

    /** Messages so far apart say nothing of the pace now, s. */
    private static final double LONGEST_GAP = 0.2;

    private long stampNanos;
    private long motionNanos;
    private long arrivalNanos;
    private double pace = Double.NaN;

    /**
     * Takes a state.
     *
     * @param nowNanos monotonic time of its arrival
     */
    void take(JointTrajectoryControllerState state, long nowNanos) {
        long stamp = state.header.stamp.toNanos();
        long motion = state.desired.timeFromStart.toNanos();
        double dt = (stamp - stampNanos) * 1e-9;
        double gone = (motion - motionNanos) * 1e-9;
        if (dt > 0 && dt <= LONGEST_GAP && gone >= 0) {
            double now = gone / dt;
            pace = Double.isNaN(pace) ? now : pace + (now - pace) * (1 - Math.exp(-dt / FILTER));
        } else if (dt != 0) {
            // the first one, or time or the executor began anew
            pace = Double.NaN;
        }
        stampNanos = stamp;
        motionNanos = motion;
        arrivalNanos = nowNanos;
    }

    /**
     * The pace.
     *
     * @param nowNanos monotonic time
     * @return 1 is as demonstrated, 0 stands; NaN when it is not known
     */
    double pace(long nowNanos) {
        return (nowNanos - arrivalNanos) * 1e-9 <= LONGEST_GAP ? pace : Double.NaN;
    }
}
