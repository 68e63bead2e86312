package org.prolepsis.flow.phase;

/**
 * Estimates how far along a motion the arm has got, from its measured joints.
 *
 * <p>The estimate is the phase, in a window ahead of the last one, at which the path is nearest to the joints, weighed
 * against the phase predicted from the pace so far: a scalar Kalman filter whose measurement is the whole path, so that
 * each update minimises
 *
 * <pre>|q − x(s)|² / σ² + (s − ŝ)² / P.</pre>
 *
 * ŝ goes on at the pace of what executes the motion ({@link #executing}) or, where that is not known, at the pace so far.
 * Where the path stands still, as at both ends, the joints say nothing about the phase, and the prediction carries it on;
 * the pace so far is never taken for nothing then, or a motion could not begin. Where the path moves, the joints decide: an arm
 * that is held back holds the phase back. The phase never goes down, and the window is far shorter than a wave of a cyclic
 * motion, so the estimate does not jump to a later one.
 *
 * <p>How much the prediction is trusted matters at the turns of a motion: the command is ahead of the arm by the tracking
 * lag, and where the path turns back on itself, a command just behind the turn is where the arm is just before it. With
 * too much trust in the joints the loop comes to rest there. The prediction has to carry the phase through a turn; the
 * default settings do, for lags up to 0.1 s and paces up to 3, and {@link StallEscape} gets an arm going again that was
 * held or pushed and let go at such a place.
 *
 * <p>An arm that is pushed back is followed back along the path ({@link PushBack}), so that the phase waits until the arm
 * has come to the held place again, also when it was pushed back beyond a turn and on its way passed the same joints in the
 * same direction. What joints cannot tell is taken for going on: a push that begins just before a turn, where going back and
 * going on are one movement, and an arm that stands where the held place is, as after a push by a whole wave. A push much
 * faster than the motion is noticed too late. An arm that was pushed back beyond a turn and is then carried past the held
 * place without standing there is still waited for.
 *
 * <p>Pure; one thread at a time; {@link #update} allocates nothing. A measurement that is not finite must be kept out by
 * the caller.
 */
public final class PhaseEstimator {
    private static final int GRID = 16;
    private static final int REFINEMENTS = 24;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    /** The longest gap between measurements that is predicted over, s. */
    private static final double MAX_GAP = 0.1;
    /** The largest variance of the predicted time, s²: even after a long standstill the prediction counts a little. */
    private static final double MAX_VARIANCE = 0.01;
    /** So near its end a motion is at its end, s: the minimum is too flat there to be found more closely. */
    private static final double END = 2e-3;
    /** Standard deviations beside the path beyond which the prediction is doubted. */
    private static final double SURPRISE = 4;
    /** Time constant of velocities that are derived, s. */
    private static final double VELOCITY_TIME = 0.05;
    /** Time constant of the pace estimate, s. */
    private static final double PACE_TIME = 0.25;

    private final PhaseSettings settings;
    private JointPath path;
    private double[] point = new double[0];
    private double[] before = new double[0];
    private long lastNanos;
    private double phase;
    private double variance;
    private double pace;
    private double usualPace;
    private double executed = Double.NaN;
    private StallEscape stall = new StallEscape(0);
    private PushBack pushBack;
    private double[] lastMeasured = new double[0];
    private double[] derived = new double[0];

    /**
     * An estimator that has no motion yet.
     *
     * @param settings how it estimates
     */
    public PhaseEstimator(PhaseSettings settings) {
        this.settings = settings;
    }

    /**
     * Begins a motion.
     *
     * @param newPath the motion
     * @param startPhase where on the path, 0 to 1
     * @param nowNanos time of the measurement that it begins from
     * @param initialPace the pace to expect, 1 is as demonstrated
     */
    public void start(JointPath newPath, double startPhase, long nowNanos, double initialPace) {
        path = newPath;
        point = new double[newPath.joints()];
        before = new double[newPath.joints()];
        lastNanos = nowNanos;
        phase = startPhase;
        variance = 0;
        stall = new StallEscape(newPath.joints());
        pushBack = new PushBack(newPath, settings);
        lastMeasured = new double[newPath.joints()];
        java.util.Arrays.fill(lastMeasured, Double.NaN);
        derived = new double[newPath.joints()];
        pace = Math.max(0, Math.min(settings.maxPace(), initialPace));
        usualPace = pace;
    }

    /**
     * Takes a measurement without velocities; they are derived from the positions.
     *
     * @param measured [joints], rad, finite
     * @param nowNanos when it was measured; not after the last one changes nothing
     * @return the phase, 0 to 1, never less than before
     */
    public double update(double[] measured, long nowNanos) {
        double dt = (nowNanos - lastNanos) * 1e-9;
        if (dt <= 0) {
            return phase;
        }
        double gain = 1 - Math.exp(-dt / VELOCITY_TIME);
        for (int j = 0; j < derived.length; j++) {
            double rate = Double.isNaN(lastMeasured[j]) ? 0 : (measured[j] - lastMeasured[j]) / dt;
            derived[j] += gain * (rate - derived[j]);
            lastMeasured[j] = measured[j];
        }
        return update(measured, derived, nowNanos);
    }

    /**
     * Takes a measurement.
     *
     * @param measured [joints], rad, finite
     * @param velocity [joints], rad/s, finite
     * @param nowNanos when it was measured; not after the last one changes nothing
     * @return the phase, 0 to 1, never less than before
     */
    public double update(double[] measured, double[] velocity, long nowNanos) {
        double dt = Math.min(MAX_GAP, (nowNanos - lastNanos) * 1e-9);
        if (dt <= 0) {
            return phase;
        }
        lastNanos = nowNanos;
        pushBack.update(phase, measured, velocity, usualPace, dt);
        if (pushBack.pushed()) {
            pace += (0 - pace) * (1 - Math.exp(-dt / PACE_TIME));
            variance = MAX_VARIANCE;
            return phase;
        }
        return advance(measured, dt);
    }

    /**
     * Lets time pass in which the motion is held on purpose: the phase stays, and nothing is predicted over that time.
     *
     * @param nowNanos the present, on the clock of the measurements
     */
    public void skip(long nowNanos) {
        lastNanos = Math.max(lastNanos, nowNanos);
    }

    /**
     * Tells the pace at which the motion is being executed, for the updates from now on. It is what the prediction goes by:
     * an estimate that predicts from its own pace takes an arm that slows down for one that is to stand, and then commands
     * a stand.
     *
     * @param executorPace at least 0, 1 is as demonstrated; NaN when it is not known, as at first
     */
    public void executing(double executorPace) {
        executed = executorPace;
    }

    private double advance(double[] measured, double dt) {
        double duration = path.durationSeconds();
        double expected = Double.isNaN(executed) ? Math.max(settings.leastPace(), pace) : executed;
        double predicted = Math.min(1, phase + expected * dt / duration);
        variance = Math.min(MAX_VARIANCE, variance + settings.paceVariance() * dt * surprise(measured, predicted));
        double end = Math.min(1, phase + (settings.maxPace() * dt + settings.margin()) / duration);
        double next = minimise(measured, predicted, end);
        if ((1 - next) * duration < END) {
            next = 1;
        }
        updateVariance(next, duration);
        double gained = (next - phase) * duration / dt;
        pace += (Math.min(gained, settings.maxPace()) - pace) * (1 - Math.exp(-dt / PACE_TIME));
        usualPace = Math.max(usualPace, pace);
        // an arm stands rightly while nothing is executed
        boolean slow = gained < settings.leastPace() && !(executed < settings.leastPace());
        phase = Math.max(next, escape(measured, slow, dt));
        return phase;
    }

    /** Far beside the prediction the joints are trusted more: the arm is held, pushed, or much faster than expected. */
    private double surprise(double[] measured, double predicted) {
        path.position(predicted, point);
        double expected = SURPRISE * settings.jointDeviation();
        return Math.max(1, StallEscape.squaredDistance(measured, point) / (expected * expected));
    }

    private double escape(double[] measured, boolean slow, double dt) {
        double further = Math.min(1, phase + dt / path.durationSeconds());
        path.position(further, point);
        double distance = Math.sqrt(StallEscape.squaredDistance(measured, point));
        return Math.min(1, phase + stall.pass(measured, distance, slow, usualPace, dt) / path.durationSeconds());
    }

    /**
     * The phase after the last update.
     *
     * @return 0 to 1
     */
    public double phase() {
        return phase;
    }

    /**
     * Whether the arm is being held back behind the phase by a push, after the last update.
     *
     * @return true from when it is pushed back until it has come to the held place again
     */
    public boolean pushedBack() {
        return pushBack != null && pushBack.pushed();
    }

    /**
     * The pace at which the phase has been going lately.
     *
     * @return as a multiple of the demonstrated one
     */
    public double pace() {
        return pace;
    }

    private double minimise(double[] measured, double predicted, double end) {
        double width = (end - phase) / GRID;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            double cost = cost(measured, phase + i * width, predicted);
            if (cost < least) {
                least = cost;
                best = i;
            }
        }
        double low = phase + Math.max(0, best - 1) * width;
        double high = phase + Math.min(GRID, best + 1) * width;
        for (int i = 0; i < REFINEMENTS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (cost(measured, left, predicted) < cost(measured, right, predicted)) {
                high = right;
            } else {
                low = left;
            }
        }
        // An interior search only comes close to the ends of the window; the last phase itself must stay reachable.
        double middle = Math.min(1, (low + high) / 2);
        return cost(measured, phase, predicted) <= cost(measured, middle, predicted) ? phase : middle;
    }

    private double cost(double[] measured, double s, double predicted) {
        path.position(Math.min(1, s), point);
        double distance = StallEscape.squaredDistance(measured, point);
        double seconds = (s - predicted) * path.durationSeconds();
        double sigma = settings.jointDeviation();
        return distance / (sigma * sigma) + seconds * seconds / variance;
    }

    /** The Kalman update of the variance, with the speed of the path at the new phase by a central difference. */
    private void updateVariance(double s, double duration) {
        double step = 0.005 / duration;
        double from = Math.max(0, s - step);
        double to = Math.min(1, s + step);
        path.position(from, before);
        path.position(to, point);
        double distance = StallEscape.squaredDistance(point, before);
        double seconds = (to - from) * duration;
        double speedSquared = distance / (seconds * seconds);
        double information = speedSquared / (settings.jointDeviation() * settings.jointDeviation());
        variance = 1 / (1 / variance + information);
    }
}
