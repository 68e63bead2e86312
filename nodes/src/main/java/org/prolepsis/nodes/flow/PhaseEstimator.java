package org.prolepsis.nodes.flow;

/**
 * Estimates how far along a motion the arm has got, from its measured joints.
 *
 * <p>The estimate is the phase, in a window ahead of the last one, at which the path is nearest to the joints, weighed
 * against the phase predicted from the pace so far: a scalar Kalman filter whose measurement is the whole path, so that
 * each update minimises
 *
 * <pre>|q − x(s)|² / σ² + (s − ŝ)² / P.</pre>
 *
 * Where the path stands still, as at both ends, the joints say nothing about the phase, and the prediction carries it on;
 * the pace for that never falls to nothing, or a motion could not begin. Where the path moves, the joints decide: an arm
 * that is held back holds the phase back. The phase never goes down, and the window is far shorter than a wave of a cyclic
 * motion, so the estimate does not jump to a later one.
 *
 * <p>How much the prediction is trusted matters at the turns of a motion: the command is ahead of the arm by the tracking
 * lag, and where the path turns back on itself, a command just behind the turn is where the arm is just before it. With
 * too much trust in the joints the loop comes to rest there. The prediction has to carry the phase through a turn; the
 * default settings do, for lags up to 0.1 s and paces up to 3, and {@link StallEscape} gets an arm going again that was
 * held or pushed and let go at such a place.
 *
 * <p>An arm that is pushed back along a wave by more than half of it looks like one that has gone on: only the joints'
 * positions are compared.
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
    private StallEscape stall = new StallEscape(0);

    public PhaseEstimator(PhaseSettings settings) {
        this.settings = settings;
    }

    /**
     * Begins a motion.
     *
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
        pace = Math.max(0, Math.min(settings.maxPace(), initialPace));
    }

    /**
     * Takes a measurement.
     *
     * @param measured [joints], rad, finite
     * @param nowNanos when it was measured; not after the last one changes nothing
     * @return the phase, 0 to 1, never less than before
     */
    public double update(double[] measured, long nowNanos) {
        double dt = Math.min(MAX_GAP, (nowNanos - lastNanos) * 1e-9);
        if (dt <= 0) {
            return phase;
        }
        lastNanos = nowNanos;
        double duration = path.durationSeconds();
        double predicted = Math.min(1, phase + Math.max(settings.leastPace(), pace) * dt / duration);
        variance = Math.min(MAX_VARIANCE, variance + settings.paceVariance() * dt * surprise(measured, predicted));
        double end = Math.min(1, phase + (settings.maxPace() * dt + settings.margin()) / duration);
        double next = minimise(measured, predicted, end);
        if ((1 - next) * duration < END) {
            next = 1;
        }
        updateVariance(next, duration);
        double gained = (next - phase) * duration / dt;
        pace += (Math.min(gained, settings.maxPace()) - pace) * (1 - Math.exp(-dt / PACE_TIME));
        phase = Math.max(next, escape(measured, gained < settings.leastPace(), dt));
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
        return Math.min(1, phase + stall.pass(measured, distance, slow, dt) / path.durationSeconds());
    }

    /** The phase after the last update. */
    public double phase() {
        return phase;
    }

    /** The pace at which the phase has been going lately, as a multiple of the demonstrated one. */
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
