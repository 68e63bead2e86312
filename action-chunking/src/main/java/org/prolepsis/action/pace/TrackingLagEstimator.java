package org.prolepsis.action.pace;

/**
 * How long the arm is behind its commands, estimated while it moves. The lag is the L for which the measured positions
 * fit the commanded ones of L ago, in least squares over joints and recent motion: with c(t) commanded and q(t)
 * measured, c(t - l) - q(t) is (L - l) c'(t - l) to first order around the present estimate l. Motion is forgotten
 * exponentially, but only while there is motion, so the estimate survives standing still; a constant offset (gravity)
 * cancels out over motion to and fro.
 *
 * <p>For one thread; allocates nothing. A measurement that is not finite, or from outside the history, is ignored.
 */
public final class TrackingLagEstimator {
    /** Slower than this, all joints together, is no motion, rad/s. */
    private static final double LEAST_SPEED = 0.02;

    /** The first belief weighs like so much motion, rad^2/s. */
    private static final double PRIOR_WEIGHT = 0.002;

    private final int joints;
    private final double period;
    private final LagSettings settings;
    private final double[][] commanded;
    private final int mask;
    private long tick = -1;
    private long recorded;
    private double lastMeasurement = Double.NEGATIVE_INFINITY;
    private double sumWeighted;
    private double sumSquares;
    private double lag;

    /** An estimator that believes the initial lag. */
    public TrackingLagEstimator(int joints, double periodSeconds, LagSettings settings) {
        this.joints = joints;
        this.period = periodSeconds;
        this.settings = settings;
        int needed = (int) Math.ceil((settings.maxSeconds() + 1) / periodSeconds) + 4;
        int size = Integer.highestOneBit(needed - 1) << 1;
        commanded = new double[size][joints];
        mask = size - 1;
        clear();
    }

    /** Forgets all, also the lag. */
    public void clear() {
        lag = settings.initialSeconds();
        sumWeighted = PRIOR_WEIGHT * lag;
        sumSquares = PRIOR_WEIGHT;
        restart();
    }

    /** Forgets the commands, but not the lag: the next ones do not continue them. */
    public void restart() {
        recorded = 0;
        lastMeasurement = Double.NEGATIVE_INFINITY;
    }

    /** Every tick: what was commanded; [joints], rad. Ticks must follow each other; otherwise history starts anew. */
    public void record(long atTick, double[] positions) {
        if (atTick != tick + 1) {
            restart();
        }
        tick = atTick;
        recorded = Math.min(recorded + 1, mask);
        System.arraycopy(positions, 0, commanded[(int) (atTick & mask)], 0, joints);
    }

    /** A measurement; [joints], rad, taken at a fractional tick. Older than the last one: ignored. */
    public void measure(double atTick, double[] positions) {
        double past = Math.min(atTick - lag / period, (double) tick);
        if (!(atTick > lastMeasurement && atTick <= tick + 2.0 && past - 1 >= tick - recorded + 1)) {
            return;
        }
        double elapsed = Math.min((atTick - lastMeasurement) * period, 0.1);
        lastMeasurement = atTick;
        long next = (long) Math.ceil(past);
        double u = next - past;
        double[] after = commanded[(int) (next & mask)];
        double[] before = commanded[(int) ((next - 1) & mask)];
        double squares = 0;
        double products = 0;
        for (int j = 0; j < joints; j++) {
            double v = (after[j] - before[j]) / period;
            double error = after[j] - u * (after[j] - before[j]) - positions[j];
            double bound = Math.abs(v) * settings.maxSeconds();
            squares += v * v;
            products += Math.min(Math.max(error, -bound), bound) * v;
        }
        update(squares, products + (atTick - past) * period * squares, elapsed);
    }

    private void update(double squares, double lagTimesSquares, double elapsed) {
        if (!(squares > LEAST_SPEED * LEAST_SPEED) || !Double.isFinite(lagTimesSquares)) {
            return;
        }
        double keep = Math.exp(-elapsed / settings.memorySeconds());
        sumSquares = keep * sumSquares + squares * elapsed;
        sumWeighted = keep * sumWeighted + lagTimesSquares * elapsed;
        lag = Math.min(Math.max(sumWeighted / sumSquares, 0), settings.maxSeconds());
    }

    /** The lag, s; from 0 to the largest allowed. */
    public double lagSeconds() {
        return lag;
    }
}
