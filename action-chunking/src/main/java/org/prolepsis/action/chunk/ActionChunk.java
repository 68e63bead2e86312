package org.prolepsis.action.chunk;

/**
 * Joint positions that a policy predicted from one observation: step {@code i} is meant for {@code i * stepSeconds}
 * after the observation, at pace 1 (ACT, arXiv 2304.13705, section 4).
 *
 * <p>Immutable, so any thread may read it. Everything is checked once, at construction; a chunk that exists is finite.
 */
public final class ActionChunk {
    /** Most steps that a chunk may have. */
    public static final int MAX_HORIZON = 4096;

    /** Most joints that a chunk may have. */
    public static final int MAX_JOINTS = 64;

    /** Largest magnitude of a position, rad or m; beyond it differences would lose the precision that limits need. */
    public static final double MAX_POSITION = 1e6;

    private final double observationTick;
    private final double stepSeconds;
    private final int horizon;
    private final int joints;
    private final double[] positions;
    private final long motion;

    /**
     * Takes a copy of the positions.
     *
     * @param observationTick control tick of the observation; fractional, because an observation falls between ticks
     * @param stepSeconds time from one step to the next, s
     * @param joints number of joints
     * @param positions [horizon][joints] row-major, rad
     * @throws IllegalArgumentException if the tick is not finite
     * @throws IllegalArgumentException if the step is not finite and in [1e-4, 10] s
     * @throws IllegalArgumentException if the joints are not in 1 .. {@value #MAX_JOINTS}
     * @throws IllegalArgumentException if the positions are not a whole number of rows, or the horizon is not in 1 ..
     *     {@value #MAX_HORIZON}
     * @throws IllegalArgumentException if a position is not finite or too large; step and joint are named
     */
    public ActionChunk(double observationTick, double stepSeconds, int joints, double[] positions) {
        requireHeader(observationTick, stepSeconds, joints);
        if (positions.length == 0 || positions.length % joints != 0) {
            throw new IllegalArgumentException("positions has " + positions.length + " values; with " + joints
                    + " joints it must be a positive multiple of " + joints);
        }
        this.horizon = positions.length / joints;
        if (horizon > MAX_HORIZON) {
            throw new IllegalArgumentException(
                    "the chunk has " + horizon + " steps; at most " + MAX_HORIZON + " are allowed: send a shorter one");
        }
        this.observationTick = observationTick;
        this.stepSeconds = stepSeconds;
        this.joints = joints;
        this.positions = positions.clone();
        this.motion = 0;
        requireFinite(this.positions, joints);
    }

    /**
     * The same chunk as part of a motion. Chunks of different motions are never averaged: they tell of different intents,
     * and the mean of two intents is neither.
     *
     * @param number any; equal for chunks of one motion
     */
    public ActionChunk ofMotion(long number) {
        return new ActionChunk(this, observationTick, number);
    }

    /**
     * A chunk from rows.
     *
     * @param positions [horizon][joints], rad
     * @throws IllegalArgumentException if rows differ in width, and as the constructor does
     */
    public static ActionChunk of(double observationTick, double stepSeconds, double[][] positions) {
        if (positions.length == 0) {
            throw new IllegalArgumentException("the chunk has no steps; it must have at least 1");
        }
        int width = positions[0].length;
        double[] flat = new double[positions.length * width];
        for (int i = 0; i < positions.length; i++) {
            if (positions[i].length != width) {
                throw new IllegalArgumentException("step " + i + " has " + positions[i].length
                        + " positions; every step must have as many as step 0: " + width);
            }
            System.arraycopy(positions[i], 0, flat, i * width, width);
        }
        return new ActionChunk(observationTick, stepSeconds, width, flat);
    }

    private ActionChunk(ActionChunk other, double observationTick, long motion) {
        requireHeader(observationTick, other.stepSeconds, other.joints);
        this.observationTick = observationTick;
        this.stepSeconds = other.stepSeconds;
        this.horizon = other.horizon;
        this.joints = other.joints;
        this.positions = other.positions;
        this.motion = motion;
    }

    /**
     * The same positions, predicted from the observation at another tick.
     *
     * @throws IllegalArgumentException if the tick is not finite
     */
    public ActionChunk at(double otherTick) {
        return new ActionChunk(this, otherTick, motion);
    }

    private static void requireHeader(double tick, double step, int joints) {
        if (!Double.isFinite(tick)) {
            throw new IllegalArgumentException("observationTick is " + tick + "; it must be finite");
        }
        if (!(step >= 1e-4 && step <= 10)) {
            throw new IllegalArgumentException("stepSeconds is " + step + "; it must be from 1e-4 to 10 s");
        }
        if (joints < 1 || joints > MAX_JOINTS) {
            throw new IllegalArgumentException("joints is " + joints + "; it must be from 1 to " + MAX_JOINTS);
        }
    }

    private static void requireFinite(double[] positions, int joints) {
        for (int i = 0; i < positions.length; i++) {
            if (!(Math.abs(positions[i]) <= MAX_POSITION)) {
                throw new IllegalArgumentException("step " + i / joints + ", joint " + i % joints + " is "
                        + positions[i] + "; it must be finite and at most " + MAX_POSITION + " in magnitude");
            }
        }
    }

    /** Control tick of the observation that the chunk was computed from. */
    public double observationTick() {
        return observationTick;
    }

    /** Seconds from one step to the next. */
    public double stepSeconds() {
        return stepSeconds;
    }

    /** The motion that it is part of; 0 unless {@link #ofMotion} said so. */
    public long motion() {
        return motion;
    }

    /** Number of steps. */
    public int horizon() {
        return horizon;
    }

    /** Number of joints. */
    public int joints() {
        return joints;
    }

    /** Position of a joint at a step, rad. */
    public double position(int step, int joint) {
        return positions[step * joints + joint];
    }

    /** Whether a (fractional) index lies on the chunk, from its first step to its last. NaN does not. */
    public boolean reaches(double index) {
        return index >= 0 && index <= horizon - 1;
    }

    /**
     * Adds {@code weight} times the positions at a fractional index to {@code sum}. Exact at whole indices. An index
     * beyond an end reads that end. Allocates nothing.
     *
     * @param sum [joints], rad
     */
    public void accumulate(double index, double weight, Interpolation interpolation, double[] sum) {
        double clamped = Math.min(Math.max(index, 0), horizon - 1);
        int i = (int) clamped;
        double u = clamped - i;
        int row = i * joints;
        if (u == 0) {
            for (int j = 0; j < joints; j++) {
                sum[j] += weight * positions[row + j];
            }
        } else if (interpolation == Interpolation.LINEAR) {
            addLinear(row, u, weight, sum);
        } else {
            addCubic(i, u, weight, sum);
        }
    }

    /**
     * Adds {@code weight} times several whole steps to {@code sum}, step by step. Allocates nothing.
     *
     * @param from first step
     * @param steps how many; 0 is allowed
     * @param sum row-major as the chunk, from {@code offset} on, rad
     */
    public void accumulateSteps(int from, int steps, double weight, double[] sum, int offset) {
        int first = from * joints;
        int values = steps * joints;
        for (int v = 0; v < values; v++) {
            sum[offset + v] += weight * positions[first + v];
        }
    }

    /** Writes {@code weight} times several whole steps into {@code out}, as {@link #accumulateSteps} adds them. */
    public void scaleSteps(int from, int steps, double weight, double[] out, int offset) {
        int first = from * joints;
        int values = steps * joints;
        for (int v = 0; v < values; v++) {
            out[offset + v] = weight * positions[first + v];
        }
    }

    private void addLinear(int row, double u, double weight, double[] sum) {
        double w0 = weight * (1 - u);
        double w1 = weight * u;
        int next = row + joints;
        for (int j = 0; j < joints; j++) {
            sum[j] += w0 * positions[row + j] + w1 * positions[next + j];
        }
    }

    /** Catmull-Rom; beyond an end the end's step is continued in a straight line, so a straight chunk stays straight. */
    private void addCubic(int i, double u, double weight, double[] sum) {
        double wBefore = weight * (((-0.5 * u + 1) * u - 0.5) * u);
        double w0 = weight * ((1.5 * u - 2.5) * u * u + 1);
        double w1 = weight * (((-1.5 * u + 2) * u + 0.5) * u);
        double wAfter = weight * ((0.5 * u - 0.5) * u * u);
        if (i == 0) {
            w0 += 2 * wBefore;
            w1 -= wBefore;
            wBefore = 0;
        }
        if (i == horizon - 2) {
            w1 += 2 * wAfter;
            w0 -= wAfter;
            wAfter = 0;
        }
        int row = i * joints;
        int before = i == 0 ? row : row - joints;
        int next = row + joints;
        int after = i == horizon - 2 ? next : next + joints;
        for (int j = 0; j < joints; j++) {
            sum[j] += wBefore * positions[before + j]
                    + w0 * positions[row + j]
                    + w1 * positions[next + j]
                    + wAfter * positions[after + j];
        }
    }

    /**
     * Whether the chunk ends standing still: its last two differences (as many as it has) are at most
     * {@code restVelocity} per second for every joint. Two, because at a turning point one difference can vanish.
     *
     * @param restVelocity rad/s
     */
    public boolean endsAtRest(double restVelocity) {
        return restsAtEnd(2, restVelocity);
    }

    /**
     * Whether the chunk stands still for a time at its end, and for its last two differences at least. A motion to and fro
     * is as slow at a turn, but not for long.
     *
     * @param seconds for how long
     * @param restVelocity rad/s
     */
    public boolean restsFor(double seconds, double restVelocity) {
        return restsAtEnd(Math.max(2, (int) Math.ceil(seconds / stepSeconds)), restVelocity);
    }

    private boolean restsAtEnd(int differences, double restVelocity) {
        double allowed = restVelocity * stepSeconds;
        for (int i = Math.max(1, horizon - differences); i < horizon; i++) {
            for (int j = 0; j < joints; j++) {
                if (Math.abs(position(i, j) - position(i - 1, j)) > allowed) {
                    return false;
                }
            }
        }
        return true;
    }
}
