package org.prolepsis.action.pace;

import java.util.Arrays;
import org.prolepsis.action.chunk.ActionChunk;

/**
 * How far a policy's chunks begin ahead of the arm they were computed for, s at pace 1. A policy trained on commands
 * begins a lag of the demonstrating arm ahead of the measured joints, one trained on measured joints begins at them. The
 * lead is the l for which the measured positions of the observation best fit the chunk's start at -l, in least squares
 * over arm joints and recent chunks. It makes up for tracking lag already, so that much less look-ahead is needed.
 *
 * <p>For one thread; allocates nothing.
 */
public final class PolicyLead {
    private static final int TICKS = 1024;
    private static final double LEAST_SPEED = 0.05;
    private static final double KEEP = 0.99;
    private static final double PRIOR_WEIGHT = 0.02;

    private final boolean[] arm;
    private final double maxSeconds;
    private final double[][] measured;
    private final long[] ticks = new long[TICKS];
    private double sumWeighted;
    private double sumSquares = PRIOR_WEIGHT;

    /**
     * Believes that there is no lead.
     *
     * @param arm which joints count; grippers do not move with the path
     * @param maxSeconds largest lead believed, s
     */
    public PolicyLead(boolean[] arm, double maxSeconds) {
        this.arm = arm.clone();
        this.maxSeconds = maxSeconds;
        measured = new double[TICKS][arm.length];
        Arrays.fill(ticks, Long.MIN_VALUE);
    }

    /** Remembers a measurement; [joints], rad. A tick that is not finite is ignored. */
    public void measure(double tick, double[] positions) {
        if (!Double.isFinite(tick)) {
            return;
        }
        long whole = Math.round(tick);
        int slot = (int) (whole & (TICKS - 1));
        ticks[slot] = whole;
        System.arraycopy(positions, 0, measured[slot], 0, arm.length);
    }

    /** A chunk that was accepted. */
    public void observe(ActionChunk chunk) {
        long whole = Math.round(chunk.observationTick());
        int slot = (int) (whole & (TICKS - 1));
        if (ticks[slot] != whole || chunk.horizon() < 3) {
            return;
        }
        double squares = 0;
        double products = 0;
        for (int j = 0; j < arm.length; j++) {
            if (arm[j]) {
                double v = (chunk.position(2, j) - chunk.position(0, j)) / (2 * chunk.stepSeconds());
                squares += v * v;
                products += v * (chunk.position(0, j) - measured[slot][j]);
            }
        }
        if (squares > LEAST_SPEED * LEAST_SPEED) {
            sumSquares = KEEP * sumSquares + squares;
            sumWeighted = KEEP * sumWeighted + products;
        }
    }

    /** The lead, s at pace 1; from 0 to the largest allowed. */
    public double seconds() {
        return Math.min(Math.max(sumWeighted / sumSquares, 0), maxSeconds);
    }
}
