package org.prolepsis.action.ensemble;

import java.util.Arrays;

/**
 * Keeps the command smooth where the chunks that it is read from change. A chunk that joins or leaves moves the average
 * by a little, at once; at 200 Hz a millimetre at once is an acceleration beyond what an arm can do. The difference is
 * kept as an offset, in position and velocity, that a critically damped spring takes back to nothing: the command goes
 * on as it went and then finds its way to the new average (inertialization, Bollo, "High-Performance Animation in Gears of
 * War", GDC 2018). In between, and with a time of 0 always, the command is what was read.
 *
 * <p>For one thread; allocates nothing.
 */
public final class SeamBlend {
    /** Below this an offset is nothing, rad and rad/s. */
    private static final double NOTHING = 1e-7;

    private final double period;
    private final double stiffness;
    private final double decay;
    private final double[] offset;
    private final double[] offsetVelocity;

    /**
     * A blend without offset.
     *
     * @param seamSeconds time constant of the spring, s; 0 switches the blend off
     * @param periodSeconds time from tick to tick, s
     */
    public SeamBlend(int joints, double seamSeconds, double periodSeconds) {
        period = periodSeconds;
        stiffness = seamSeconds > 0 ? 1 / seamSeconds : 0;
        decay = Math.exp(-stiffness * periodSeconds);
        offset = new double[joints];
        offsetVelocity = new double[joints];
    }

    /** Whether it does anything. */
    public boolean active() {
        return stiffness > 0;
    }

    /** Forgets the offset. */
    public void clear() {
        Arrays.fill(offset, 0);
        Arrays.fill(offsetVelocity, 0);
    }

    /**
     * Takes up a change of the chunks.
     *
     * @param was [joints], what the chunks of before give now, rad
     * @param wasNext [joints], what they give at the next tick
     * @param is [joints], what the present chunks give now
     * @param isNext [joints], what they give at the next tick
     */
    public void seam(double[] was, double[] wasNext, double[] is, double[] isNext) {
        if (!active()) {
            return;
        }
        for (int j = 0; j < offset.length; j++) {
            offset[j] += was[j] - is[j];
            offsetVelocity[j] += ((wasNext[j] - was[j]) - (isNext[j] - is[j])) / period;
        }
    }

    /** One tick on: takes the offset on its way to nothing. Before the seams of the tick. */
    public void advance() {
        for (int j = 0; j < offset.length; j++) {
            // x(t) = (x0 + (v0 + w x0) t) exp(-w t), exact for any period
            double slope = offsetVelocity[j] + stiffness * offset[j];
            double next = (offset[j] + slope * period) * decay;
            offsetVelocity[j] = (offsetVelocity[j] - stiffness * slope * period) * decay;
            offset[j] = next;
            if (Math.abs(next) < NOTHING && Math.abs(offsetVelocity[j]) < NOTHING) {
                offset[j] = 0;
                offsetVelocity[j] = 0;
            }
        }
    }

    /** Adds what is left of the offset; [joints], rad. */
    public void addTo(double[] target) {
        for (int j = 0; j < offset.length; j++) {
            target[j] += offset[j];
        }
    }
}
