package org.prolepsis.nodes.flow;

import java.util.List;
import org.prolepsis.flow.phase.JointPath;
import org.prolepsis.flow.phase.PhaseEstimator;
import org.prolepsis.flow.phase.PhaseSettings;

/**
 * One motion being carried out: where the arm is on it, whether it is done or must be given up, and the chunk that lies
 * ahead. Pure; one thread at a time. Times are those of the joint states' stamps.
 */
public final class MotionExecution {
    /** How the motion stands. */
    public enum Outcome {
        /** Going on. */
        MOVING,
        /** The arm has come to rest at the end. */
        DONE,
        /** No progress for too long; see {@link #reason()}. */
        ABORTED
    }

    /** Motion time that counts as progress, as a share of the time-out: less is creeping. */
    private static final double PROGRESS = 0.05;

    /** While a motion is held, an arm with a joint faster than this still moves along it, rad/s. */
    private static final double MOVES = 0.03;

    private final JointPath path;
    private final ExecutionSettings settings;
    private final List<String> joints;
    private final PhaseEstimator estimator;
    private final double[] end;
    private final double[] onPath;
    private final long startNanos;
    private final double startPhase;
    private long nowNanos;
    private long progressNanos;
    private double progressPhase;
    private double stepPhase;
    private boolean stood;
    private double deviation;
    private double worstDeviation;
    private Outcome outcome = Outcome.MOVING;
    private String reason = "";

    /**
     * Begins a motion.
     *
     * @param joints names of the joints, for messages
     * @param path what to do
     * @param startPhase where on it to begin
     * @param pace the pace to expect at first
     * @param nowNanos time of the joint state that it begins from
     */
    public MotionExecution(
            List<String> joints,
            JointPath path,
            double startPhase,
            double pace,
            long nowNanos,
            ExecutionSettings settings,
            PhaseSettings phaseSettings) {
        this.joints = List.copyOf(joints);
        this.path = path;
        this.settings = settings;
        this.startNanos = nowNanos;
        this.nowNanos = nowNanos;
        this.startPhase = startPhase;
        this.progressNanos = nowNanos;
        this.progressPhase = startPhase;
        this.end = new double[path.joints()];
        this.onPath = new double[path.joints()];
        path.position(1, end);
        estimator = new PhaseEstimator(phaseSettings);
        estimator.start(path, startPhase, nowNanos, pace);
    }

    /**
     * Tells at which pace the motion is being executed, before measured joints are taken.
     *
     * @param pace of what executes it, at least 0; NaN when it is not known
     */
    public void executing(double pace) {
        estimator.executing(pace);
    }

    /**
     * Takes measured joints.
     *
     * @param position [joints], rad, finite
     * @param velocity [joints], rad/s, finite
     * @param stampNanos when they were measured; not after the last changes nothing
     */
    public Outcome update(double[] position, double[] velocity, long stampNanos) {
        if (outcome != Outcome.MOVING || stampNanos <= nowNanos) {
            return outcome;
        }
        nowNanos = stampNanos;
        stood = false;
        double phase = estimator.update(position, velocity, stampNanos);
        measureDeviation(phase, position);
        if (phase >= 1 && unsettled(position, velocity) < 0) {
            outcome = Outcome.DONE;
            return outcome;
        }
        double needed = PROGRESS * settings.timeoutSeconds() / path.durationSeconds();
        if (phase - progressPhase >= needed || (phase >= 1 && progressPhase < 1)) {
            progressPhase = phase;
            progressNanos = stampNanos;
        } else if ((stampNanos - progressNanos) * 1e-9 > settings.timeoutSeconds()) {
            abort(noProgress(position, velocity));
        }
        return outcome;
    }

    /**
     * Takes measured joints while what executes the motion holds it. The time that passes is no want of progress; the
     * phase follows the arm until it stands, and from then on only the steps that were made.
     *
     * @param position [joints], rad, finite
     * @param velocity [joints], rad/s, finite
     * @param stampNanos when they were measured; not after the last changes nothing
     */
    public Outcome hold(double[] position, double[] velocity, long stampNanos) {
        stood |= !moves(velocity);
        if (!stood || estimator.phase() < stepPhase) {
            boolean standing = stood;
            update(position, velocity, stampNanos);
            stood = standing;
        } else {
            estimator.skip(stampNanos);
        }
        nowNanos = Math.max(nowNanos, stampNanos);
        progressNanos = nowNanos;
        return outcome;
    }

    /** Says that a held motion goes on by so much of it, s at pace 1. */
    public void step(double seconds) {
        stepPhase = Math.min(1, Math.max(stepPhase, estimator.phase()) + seconds / path.durationSeconds());
    }

    private static boolean moves(double[] velocity) {
        double fastest = 0;
        for (double v : velocity) {
            fastest = Math.max(fastest, Math.abs(v));
        }
        return fastest > MOVES;
    }

    private void measureDeviation(double phase, double[] position) {
        path.position(Math.min(1, phase), onPath);
        deviation = 0;
        for (int j = 0; j < onPath.length; j++) {
            deviation = Math.max(deviation, Math.abs(position[j] - onPath[j]));
        }
        worstDeviation = Math.max(worstDeviation, deviation);
    }

    /** Gives the motion up. */
    public void abort(String why) {
        outcome = Outcome.ABORTED;
        reason = why;
    }

    private String noProgress(double[] position, double[] velocity) {
        int joint = unsettled(position, velocity);
        String where = String.format(
                java.util.Locale.ROOT,
                "no progress for %.1f s at %.0f %% of the motion",
                settings.timeoutSeconds(),
                100 * estimator.phase());
        return joint < 0 || estimator.phase() < 1
                ? where + "; is the arm held back, or the action node stopped or disabled?"
                : String.format(
                        java.util.Locale.ROOT,
                        "%s: joint %s is %.3f rad from its end and moves at %.3f rad/s",
                        where,
                        joints.get(joint),
                        Math.abs(position[joint] - end[joint]),
                        Math.abs(velocity[joint]));
    }

    /** The first joint that is not at rest at its end, or -1. */
    private int unsettled(double[] position, double[] velocity) {
        for (int j = 0; j < end.length; j++) {
            if (!(Math.abs(position[j] - end[j]) <= settings.settlePosition()
                    && Math.abs(velocity[j]) <= settings.settleVelocity())) {
                return j;
            }
        }
        return -1;
    }

    /**
     * Cuts the chunk that begins at the present phase; beyond the end it stays at the end.
     *
     * @param dt time between points at pace 1, s
     * @param out [horizon][joints], rad
     */
    public void chunk(double dt, double[][] out) {
        double step = dt / path.durationSeconds();
        for (int i = 0; i < out.length; i++) {
            path.position(Math.min(1, estimator.phase() + i * step), out[i]);
        }
    }

    /** What is being carried out. */
    public JointPath path() {
        return path;
    }

    /** How the motion stands. */
    public Outcome outcome() {
        return outcome;
    }

    /** Why it was given up; empty if it was not. */
    public String reason() {
        return reason;
    }

    /** The present phase, 0 to 1. */
    public double phase() {
        return estimator.phase();
    }

    /** The present pace. */
    public double pace() {
        return estimator.pace();
    }

    /** Time since the beginning, by the stamps of the joint states, s. */
    public double elapsedSeconds() {
        return (nowNanos - startNanos) * 1e-9;
    }

    /** How long the motion takes as demonstrated, from where it was joined, s. */
    public double demonstratedSeconds() {
        return (1 - startPhase) * path.durationSeconds();
    }

    /** What is left of the motion as demonstrated, s. */
    public double remainingSeconds() {
        return (1 - Math.min(1, estimator.phase())) * path.durationSeconds();
    }

    /** How far the joints are beside the motion at the present phase, rad, the worst of them. */
    public double deviation() {
        return deviation;
    }

    /** The largest {@link #deviation} so far, rad. */
    public double worstDeviation() {
        return worstDeviation;
    }
}
