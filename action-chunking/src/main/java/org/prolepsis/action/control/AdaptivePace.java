package org.prolepsis.action.control;

import java.util.List;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.ensemble.AdaptiveSettings;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.action.limit.MotionLimiter;
import org.prolepsis.action.pace.PolicyLead;
import org.prolepsis.action.pace.TrackingLagEstimator;

/**
 * Chooses pace and look-ahead of the adaptive strategy. A pace asked for above 1 is kept in free motion and given up,
 * down to that of the demonstrations, where it would cost the task: before a gripper acts and until it has, where the
 * path bends more than the arm can follow within the tolerance, and while chunks contradict each other, the arm is not
 * where it should be, or limits are met. The look-ahead is what makes an arm with a lag move at that pace: pace times
 * lag, less what the policy leads by itself. Control thread; allocates nothing.
 */
final class AdaptivePace {
    /** A gripper acts where it is told to move by this share of its range within {@link #EVENT_STEPS} steps. */
    private static final double EVENT_SHARE = 0.15;

    private static final int EVENT_STEPS = 2;

    /** A gripper that lags a filtered copy of itself by this share of its range is acting. */
    private static final double BUSY_SHARE = 0.04;

    /** Time constant of that filter, s. */
    private static final double BUSY_SECONDS = 0.06;

    /** Steps to both sides over which curvature is taken: single steps of a learned policy are noise. */
    private static final int BEND_STEPS = 3;

    /** Lag that curvature is judged by at least, s. */
    private static final double LEAST_LAG = 0.02;

    /** How fast doubts come and go, s. */
    private static final double DOUBT_SECONDS = 0.15;

    private final AdaptiveSettings settings;
    private final boolean[] arm;
    private final double[] range;
    private final double[] slowCommand;
    private final double[] slowMeasured;
    private final double[] fingers;
    private final double[] cap = new double[ActionChunk.MAX_HORIZON];
    private final TrackingLagEstimator lag;
    private final PolicyLead lead;
    private final MotionLimiter limiter;
    private final double busyShare;
    private final double doubtShare;
    private double disagreement;
    private double saturation;
    private double excess;
    private double confidence = 1;
    private long saturations;
    private boolean measuredYet;

    AdaptivePace(
            JointLimits limits,
            boolean[] arm,
            ExecutorSettings settings,
            TrackingLagEstimator lag,
            PolicyLead lead,
            MotionLimiter limiter) {
        this.settings = settings.adaptive();
        this.arm = arm;
        this.lag = lag;
        this.lead = lead;
        this.limiter = limiter;
        range = new double[arm.length];
        slowCommand = new double[arm.length];
        slowMeasured = new double[arm.length];
        fingers = new double[arm.length];
        for (int j = 0; j < arm.length; j++) {
            double width = limits.joint(j).maxPosition() - limits.joint(j).minPosition();
            range[j] = width > 0 && width < Double.POSITIVE_INFINITY ? width : 1;
        }
        busyShare = 1 - Math.exp(-settings.periodSeconds() / BUSY_SECONDS);
        doubtShare = 1 - Math.exp(-settings.periodSeconds() / DOUBT_SECONDS);
    }

    /** Which joints are the arm's; all others are grippers. */
    static boolean[] armJoints(JointLimits limits, AdaptiveSettings settings) {
        boolean[] arm = new boolean[limits.count()];
        List<String> names = limits.joints().stream().map(JointLimit::name).toList();
        for (int j = 0; j < arm.length; j++) {
            arm[j] = !settings.gripperJoints().contains(names.get(j));
        }
        for (String gripper : settings.gripperJoints()) {
            if (!names.contains(gripper)) {
                throw new IllegalArgumentException(
                        "gripperJoints has '" + gripper + "'; the robot's joints are " + names);
            }
        }
        return arm;
    }

    /** The largest pace at each step of a chunk, [horizon] or longer; valid until the next call. */
    double[] plan(ActionChunk chunk) {
        double bound = Math.max(lag.lagSeconds(), LEAST_LAG);
        for (int i = 0; i < chunk.horizon(); i++) {
            cap[i] = Math.max(1, Math.sqrt(2 * settings.toleranceRad() / bend(chunk, i)) / bound);
        }
        int before = (int) Math.ceil(settings.eventSeconds() / chunk.stepSeconds());
        for (int i = 0; i < chunk.horizon(); i++) {
            if (acts(chunk, i)) {
                for (int e = Math.max(0, i - before); e <= Math.min(i + EVENT_STEPS, chunk.horizon() - 1); e++) {
                    cap[e] = Math.min(cap[e], settings.eventPace());
                }
            }
        }
        return cap;
    }

    /** Acceleration of the arm at a step at pace 1, rad/s^2. */
    private double bend(ActionChunk chunk, int i) {
        int last = chunk.horizon() - 1;
        int at = Math.min(Math.max(i, BEND_STEPS), last - BEND_STEPS);
        if (at < BEND_STEPS) {
            return 0;
        }
        double span = BEND_STEPS * chunk.stepSeconds();
        double sum = 0;
        for (int j = 0; j < arm.length; j++) {
            if (arm[j]) {
                double bend = chunk.position(at + BEND_STEPS, j)
                        - 2 * chunk.position(at, j)
                        + chunk.position(at - BEND_STEPS, j);
                sum += bend * bend;
            }
        }
        return Math.sqrt(sum) / (span * span);
    }

    private boolean acts(ActionChunk chunk, int i) {
        int before = Math.max(0, i - EVENT_STEPS);
        int after = Math.min(chunk.horizon() - 1, i + EVENT_STEPS);
        for (int j = 0; j < arm.length; j++) {
            if (!arm[j] && Math.abs(chunk.position(after, j) - chunk.position(before, j)) > EVENT_SHARE * range[j]) {
                return true;
            }
        }
        return false;
    }

    /** The newest chunk is off what the ensemble says by so much beside the path, rad. */
    void disagreed(double rad) {
        disagreement = Math.max(disagreement, rad);
    }

    /** A measurement, [joints]. */
    void measured(double[] positions) {
        double most = 0;
        for (int j = 0; j < arm.length; j++) {
            if (arm[j]) {
                double expected = Math.abs(limiter.velocity(j)) * lag.lagSeconds();
                most = Math.max(most, Math.abs(limiter.position(j) - positions[j]) - 1.5 * expected);
            } else {
                fingers[j] = positions[j];
                slowMeasured[j] = measuredYet ? slowMeasured[j] : positions[j];
            }
        }
        measuredYet = true;
        excess = Math.max(most, 0);
    }

    /** Each tick: the pace asked for, as far as the signals allow it. */
    double allowed(double asked) {
        long now = 0;
        boolean busy = false;
        for (int j = 0; j < arm.length; j++) {
            if (arm[j]) {
                now += limiter.velocitySaturations(j) + limiter.accelerationSaturations(j);
            } else {
                slowMeasured[j] += busyShare * (fingers[j] - slowMeasured[j]);
                slowCommand[j] += busyShare * (limiter.position(j) - slowCommand[j]);
                busy |= Math.abs(limiter.position(j) - slowCommand[j]) > BUSY_SHARE * range[j]
                        || Math.abs(fingers[j] - slowMeasured[j]) > BUSY_SHARE * range[j];
            }
        }
        saturation += doubtShare * ((now > saturations ? 1 : 0) - saturation);
        saturations = now;
        double off = Math.max(disagreement, excess) / settings.toleranceRad();
        disagreement -= doubtShare * disagreement;
        double goal = (1 - 0.5 * saturation) / (1 + off * off);
        confidence = goal < confidence ? goal : confidence + doubtShare * (goal - confidence);
        double pace = asked <= 1 ? asked : 1 + (asked - 1) * confidence;
        return busy ? Math.min(pace, settings.eventPace()) : pace;
    }

    /** The look-ahead that makes an arm with its lag move at a pace, policy steps. */
    double lookAhead(double pace, double stepSeconds, double most) {
        double steps = (pace * lag.lagSeconds() - lead.seconds()) / stepSeconds;
        return Math.min(Math.max(steps, 0), Math.min(most, settings.maxLookAheadSteps()));
    }
}
