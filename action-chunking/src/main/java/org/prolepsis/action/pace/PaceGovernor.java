package org.prolepsis.action.pace;

import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/**
 * Stretches time where a chunk is too fast for the joints, so that its path is kept. Along a path with velocity v and
 * acceleration a at pace 1, pace p commands p v and p^2 a + p' v; with the slope |p'| at most S the limits hold when
 * p |v| is at most vmax and p^2 |a| + S |v| at most amax. A pass backwards over the chunk then lowers the pace early
 * enough to change it by no more than S: p^2 falls by at most 2 S dt from step to step.
 *
 * <p>For one thread; {@link #plan} and the reads allocate nothing.
 */
public final class PaceGovernor {
    /** Pace never asked to be below this by a plan: a path that no pace can follow is left to the limiter. */
    public static final double LEAST_PACE = 0.05;

    /** Share of the acceleration that stays for the path when the slope of the pace would use it up. */
    private static final double LEAST_PATH_SHARE = 0.25;

    private final double[] maxVelocity;
    private final double[] maxAcceleration;
    private final double slope;
    private final double[] squared = new double[ActionChunk.MAX_HORIZON];
    private int steps;
    private double stepSeconds;

    /** A governor that allows every pace until a chunk is planned. */
    public PaceGovernor(JointLimits limits, PaceSettings settings) {
        maxVelocity = new double[limits.count()];
        maxAcceleration = new double[limits.count()];
        slope = settings.slopePerSecond();
        for (int j = 0; j < maxVelocity.length; j++) {
            JointLimit limit = limits.joint(j);
            maxVelocity[j] = limit.maxVelocity() * settings.limitFraction();
            maxAcceleration[j] = limit.maxAcceleration() * settings.limitFraction();
        }
    }

    /** Plans the pace over a chunk of as many joints as the limits. */
    public void plan(ActionChunk chunk) {
        plan(chunk, null);
    }

    /**
     * Plans the pace over a chunk, at each step below a bound of others.
     *
     * @param most [horizon] or longer, largest pace at each step; null for none
     */
    public void plan(ActionChunk chunk, double[] most) {
        steps = chunk.horizon();
        stepSeconds = chunk.stepSeconds();
        for (int i = steps - 1; i >= 0; i--) {
            double bound = most == null ? Double.POSITIVE_INFINITY : most[i];
            double allowed = Math.min(allowedAt(chunk, i), bound * bound);
            squared[i] = i == steps - 1 ? allowed : Math.min(allowed, squared[i + 1] + 2 * slope * stepSeconds);
        }
    }

    /** Square of the pace that one step allows. */
    private double allowedAt(ActionChunk chunk, int i) {
        double perStep = 1 / stepSeconds;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 0; j < maxVelocity.length; j++) {
            double here = chunk.position(i, j);
            double before = i > 0 ? (here - chunk.position(i - 1, j)) * perStep : 0;
            double after = i < steps - 1 ? (chunk.position(i + 1, j) - here) * perStep : 0;
            double v = Math.max(Math.abs(before), Math.abs(after));
            double a = i > 0 && i < steps - 1 ? Math.abs(after - before) * perStep : 0;
            double byVelocity = maxVelocity[j] / v;
            double left = Math.max(maxAcceleration[j] - slope * v, LEAST_PATH_SHARE * maxAcceleration[j]);
            least = Math.min(least, Math.min(byVelocity * byVelocity, left / a));
        }
        return Math.max(least, LEAST_PACE * LEAST_PACE);
    }

    /** Forgets the plan: every pace is allowed. */
    public void clear() {
        steps = 0;
    }

    /** Largest pace at a fractional index of the planned chunk; beyond its end, infinity. */
    public double allowed(double index) {
        if (!(index >= 0 && index < steps - 1)) {
            return Double.POSITIVE_INFINITY;
        }
        int i = (int) index;
        double toNext = (i + 1 - index) * stepSeconds;
        return Math.sqrt(Math.min(squared[i], squared[i + 1] + 2 * slope * toNext));
    }

    /** Smallest of the largest paces from one index of the planned chunk to another, taken at every step between. */
    public double allowedBetween(double from, double to) {
        double least = allowed(to);
        for (double at = from; at < to; at++) {
            least = Math.min(least, allowed(at));
        }
        return least;
    }

    /**
     * The pace of the next tick.
     *
     * @param pace present pace
     * @param wanted pace asked for
     * @param index where the present is on the planned chunk, steps
     * @param periodSeconds time from tick to tick, s
     */
    public double next(double pace, double wanted, double index, double periodSeconds) {
        double goal = Math.min(wanted, allowed(index));
        double change = slope * periodSeconds;
        return Math.max(0, Math.min(Math.max(goal, pace - change), pace + change));
    }

    /**
     * The pace to start a chunk at from rest: as asked, unless that is a jump in velocity that takes the joints longer
     * than {@code withinSeconds}.
     */
    public double initial(ActionChunk chunk, double wanted, double withinSeconds) {
        double pace = Math.min(wanted, allowed(0));
        if (chunk.horizon() == 1) {
            return pace;
        }
        for (int j = 0; j < maxVelocity.length; j++) {
            double v = Math.abs(chunk.position(1, j) - chunk.position(0, j)) / chunk.stepSeconds();
            pace = Math.min(pace, maxAcceleration[j] * withinSeconds / v);
        }
        return pace;
    }
}
