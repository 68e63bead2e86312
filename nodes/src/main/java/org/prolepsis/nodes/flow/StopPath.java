package org.prolepsis.nodes.flow;

import org.prolepsis.flow.phase.JointPath;

/** Straight on from a measured state to rest, at constant deceleration. */
final class StopPath implements JointPath {
    private static final double SECONDS = 0.4;
    private final double[] start;
    private final double[] velocity;

    /**
     * @param position [joints], rad
     * @param velocity [joints], rad/s at pace 1
     */
    StopPath(double[] position, double[] velocity) {
        this.start = position.clone();
        this.velocity = velocity.clone();
    }

    @Override
    public int joints() {
        return start.length;
    }

    @Override
    public double durationSeconds() {
        return SECONDS;
    }

    @Override
    public void position(double phase, double[] out) {
        double t = SECONDS * (phase - 0.5 * phase * phase);
        for (int j = 0; j < start.length; j++) {
            out[j] = start[j] + velocity[j] * t;
        }
    }
}
