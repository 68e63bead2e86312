package org.prolepsis.flow.phase;

/**
 * Notices an arm that is pushed back along its path, and follows it back, so that passing the held place again, as on the
 * way back through earlier waves, is not taken for going on. Begins when the arm is behind the held place and moves against
 * the path; follows it by positions and the speed at which it has been going back; ends when the arm has come back to the
 * held place, or stands near it. One thread; allocates nothing after construction.
 */
final class PushBack {
    /** So far behind the held place, rad, the arm has been pushed: far more than noise. */
    private static final double BEHIND = 0.06;
    /** Against the path at this speed at least, rad/s. */
    private static final double AGAINST = 0.15;
    /** An arm slower than this stands, rad/s. */
    private static final double STANDING = 0.08;
    /** For so long it has to be slow, s. */
    private static final double STILL = 0.2;
    /** The time constant of the speed at which the arm goes back, s. */
    private static final double MOMENTUM = 0.15;
    /** The longest that an arm near the held place is waited for, s. */
    private static final double PATIENCE = 0.15;

    /** An arm that stands for so long is not being pushed any more, wherever it stands, s; less when the motion is fast. */
    private static final double LET_GO = 1.2;
    /** How far back the arm is looked for when it begins, s of the motion at pace 1. */
    private static final double SEARCHED = 0.2;
    /** So far around the estimate a turn explains an arm that moves back, s of the motion at pace 1. */
    private static final double AROUND = 0.2;
    /** So far ahead of the held place an arm that is let go comes to stand, s of the motion at pace 1. */
    private static final double LAG = 0.1;
    /** How closely the place is predicted from the speed so far, s of the motion; what carries it through a turn. */
    private static final double TRUSTED = 0.01;
    /** About a turn, places so far apart may look the same, s of the motion. */
    private static final double TURN = 0.4;

    private static final int GRID = 64;

    private final JointPath path;
    private final double deviation;
    private final double maxPace;
    private final double margin;
    private final double[] point;
    private final double[] ahead;
    private final double[] slow;
    private boolean pushed;
    private double followed;
    private double rate;
    private double nearSeconds;
    private double stillSeconds;
    private double scale = 1;

    PushBack(JointPath path, PhaseSettings settings) {
        this.path = path;
        this.deviation = settings.jointDeviation();
        this.maxPace = settings.maxPace();
        this.margin = settings.margin();
        this.point = new double[path.joints()];
        this.ahead = new double[path.joints()];
        this.slow = new double[path.joints()];
    }

    /** Whether the arm is pushed back, after {@link #update}. */
    boolean pushed() {
        return pushed;
    }

    /** Where on the path the arm has been pushed back to, 0 to the held phase. */
    double followed() {
        return followed;
    }

    /**
     * Takes a measurement.
     *
     * @param held the phase that is held or was reached
     * @param measured [joints], rad
     * @param velocity [joints], rad/s
     * @param pace of the motion while it went on; lags in time are longer in the motion when it goes faster
     * @param dt time since the last, s
     */
    void update(double held, double[] measured, double[] velocity, double pace, double dt) {
        if (!pushed) {
            scale = Math.max(1, pace);
            begin(held, measured, velocity);
        } else {
            follow(held, measured, velocity, dt);
        }
    }

    private void begin(double held, double[] measured, double[] velocity) {
        if (!(behind(held, measured) > BEHIND)) {
            return;
        }
        double from = Math.max(0, held - SEARCHED * scale / path.durationSeconds());
        double at = search(measured, from, held, held, SEARCHED);
        if (along(at, velocity) < -AGAINST && distanceTo(at, measured) < BEHIND && !goesOn(held, measured, velocity)) {
            pushed = true;
            followed = at;
            rate = 0;
            nearSeconds = 0;
            stillSeconds = 0;
            java.util.Arrays.fill(slow, 0);
        }
    }

    /**
     * Whether the arm is where the path has just been, or soon comes, and moves with it: beyond a turn, going on is going
     * back, and an estimate that has run ahead over a turn finds the arm moving the other way.
     */
    private boolean goesOn(double held, double[] measured, double[] velocity) {
        double window = AROUND * scale / path.durationSeconds();
        double from = Math.max(0, held - window);
        double to = Math.min(1, held + window);
        for (int i = 0; i <= GRID; i++) {
            double s = from + (to - from) * i / GRID;
            if (distanceTo(s, measured) < BEHIND && along(s, velocity) > 0) {
                return true;
            }
        }
        return false;
    }

    /** How far the arm is behind a phase, against the direction of the path there, rad. */
    private double behind(double s, double[] measured) {
        tangent(s);
        double sum = 0;
        for (int j = 0; j < point.length; j++) {
            sum -= (measured[j] - point[j]) * ahead[j];
        }
        return sum;
    }

    private double along(double s, double[] velocity) {
        tangent(s);
        double sum = 0;
        for (int j = 0; j < velocity.length; j++) {
            sum += velocity[j] * ahead[j];
        }
        return sum;
    }

    /** The position and the direction of the path at a phase, into {@code point} and {@code ahead}; 0 where it stands. */
    private void tangent(double s) {
        double step = 0.01 / path.durationSeconds();
        path.position(Math.max(0, s - step), point);
        path.position(Math.min(1, s + step), ahead);
        double square = 0;
        for (int j = 0; j < ahead.length; j++) {
            ahead[j] -= point[j];
            square += ahead[j] * ahead[j];
        }
        double length = Math.sqrt(square);
        for (int j = 0; j < ahead.length; j++) {
            ahead[j] = length < 1e-6 ? 0 : ahead[j] / length;
        }
        path.position(s, point);
    }

    private void follow(double held, double[] measured, double[] velocity, double dt) {
        double duration = path.durationSeconds();
        double reach = (2 * maxPace * dt + 2 * margin) / duration;
        double predicted = followed + rate * dt / duration;
        double from = Math.max(0, followed - reach);
        double to = Math.min(held, followed + reach);
        double next = search(measured, from, to, predicted, TRUSTED);
        rate += ((next - followed) * duration / dt - rate) * (1 - Math.exp(-dt / MOMENTUM));
        followed = next;
        boolean standing = stands(velocity, dt);
        if (standing) {
            followed = latestAlike(held, measured);
        }
        boolean back = (held - followed) * duration < 0.02 && distanceTo(held, measured) < BEHIND;
        // the command is ahead of the held place by the lag, so that is where an arm that is let go comes to stand
        double ahead = search(measured, held, Math.min(1, held + LAG * scale / duration), held, LAG * scale);
        nearSeconds = standing && distanceTo(ahead, measured) < BEHIND ? nearSeconds + dt : 0;
        pushed = !back && nearSeconds < PATIENCE && stillSeconds < LET_GO / (scale * scale);
    }

    private boolean stands(double[] velocity, double dt) {
        double speed = 0;
        for (int j = 0; j < slow.length; j++) {
            slow[j] += (velocity[j] - slow[j]) * (1 - Math.exp(-dt / MOMENTUM));
            speed += slow[j] * slow[j];
        }
        // at a turn the mean velocity passes through nothing, for a moment
        stillSeconds = speed < STANDING * STANDING ? stillSeconds + dt : 0;
        return stillSeconds > STILL;
    }

    /**
     * An arm that stands has been let go, or may be: of the places about a turn that look the same, the later one, from which
     * the motion goes on towards the held place.
     */
    private double latestAlike(double held, double[] measured) {
        double reach = Math.min(held - followed, TURN / path.durationSeconds());
        double alike = Math.max(distanceTo(followed, measured), 2 * deviation);
        double latest = followed;
        for (int i = 1; i <= GRID; i++) {
            double s = followed + reach * i / GRID;
            latest = distanceTo(s, measured) <= alike ? s : latest;
        }
        return latest;
    }

    /** The phase in a window where the path is nearest to the arm, weighed against a prediction, trusted to some seconds. */
    private double search(double[] measured, double from, double to, double predicted, double trusted) {
        double best = to;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            double s = from + (to - from) * i / GRID;
            double seconds = (s - predicted) * path.durationSeconds();
            double distance = distanceTo(s, measured);
            double cost = distance * distance / (deviation * deviation) + seconds * seconds / (trusted * trusted);
            if (cost < least) {
                least = cost;
                best = s;
            }
        }
        return best;
    }

    private double distanceTo(double s, double[] measured) {
        path.position(s, point);
        return Math.sqrt(StallEscape.squaredDistance(measured, point));
    }
}
