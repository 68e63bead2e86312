package org.prolepsis.action.control;

import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.action.limit.MotionLimiter;
import org.prolepsis.action.pace.LookAhead;
import org.prolepsis.action.pace.PaceGovernor;
import org.prolepsis.action.pace.PaceSettings;
import org.prolepsis.action.pace.PolicyLead;
import org.prolepsis.action.pace.TrackingLagEstimator;
import org.prolepsis.action.pace.VirtualTime;

/**
 * From chunks to limited joint motion: virtual time, ensemble, look-ahead, pace and limiter together. It knows nothing
 * of faults; the {@link ActionExecutor} decides when to follow and when to stop. Control thread only.
 */
final class PathFollower {
    /** Ticks of virtual time that are remembered: an older observation is late. */
    static final int HISTORY_TICKS = 4096;

    /** Chunks that are kept at most. */
    static final int CHUNKS = 512;

    /** How far in the future an observation may be dated, s. */
    static final double FUTURE_SECONDS = 0.02;

    /** A commanded joint slower than this has arrived; the next tick puts it exactly at rest, rad/s. */
    private static final double ARRIVED = 1e-6;

    /** Time that the joints may take to get up to the pace a motion starts with, s. */
    private static final double START_SECONDS = 0.05;

    /** The look-ahead moves by at most this share of the pace, so that reading never goes back along the path. */
    private static final double LOOK_AHEAD_SHARE = 0.25;

    /** How fast the look-ahead follows what is wanted, 1/s: slower than estimates jitter, faster than an arm changes. */
    private static final double LOOK_AHEAD_RATE = 6;

    /** The same where pace and look-ahead are chosen at each tick. */
    private static final double ADAPTIVE_LOOK_AHEAD_RATE = 15;

    /** How fast an adaptive pace may change at least, 1/s: slow enough for arms, fast enough to use short free ways. */
    private static final double ADAPTIVE_SLOPE = 15;

    /** Share of the acceleration that a stop along the path uses; the rest is for the path's own curvature. */
    private static final double STOP_SHARE = 0.8;

    private final double period;
    private final double slope;
    private final double[] maxAcceleration;
    private final VirtualTime time = new VirtualTime(HISTORY_TICKS);
    private final ChunkBuffer buffer;
    private final ChunkReading reading;
    private final AdaptivePace adaptive;
    private final PolicyLead lead;
    private final double lookAheadRate;
    private final PaceGovernor governor;
    private final TrackingLagEstimator lag;
    private final MotionLimiter limiter;
    private final boolean[] arm;
    private final double[] target;
    private double pace;
    private double ahead;
    private double aheadRate;
    private int chunksRead;
    private boolean standing = true;
    private boolean onPath;
    private boolean starved;
    private final SingleSteps steps;

    /** How a tick of following went. */
    enum Progress {
        /** A chunk reached the present, or the last step is still ahead. */
        FOLLOWING,
        /** No chunk reaches the present and the newest does not end at rest; braked. */
        STARVED,
        /** At rest at the end of a chunk that ends at rest. */
        ARRIVED
    }

    PathFollower(JointLimits limits, ExecutorSettings settings) {
        period = settings.periodSeconds();
        boolean chosen = settings.ensemble().strategy() == Strategy.ADAPTIVE;
        PaceSettings paces = chosen
                ? settings.pace().withSlope(Math.max(settings.pace().slopePerSecond(), ADAPTIVE_SLOPE))
                : settings.pace();
        slope = paces.slopePerSecond();
        lookAheadRate = chosen ? ADAPTIVE_LOOK_AHEAD_RATE : LOOK_AHEAD_RATE;
        steps = new SingleSteps(slope * period);
        maxAcceleration = limits.joints().stream()
                .mapToDouble(JointLimit::maxAcceleration)
                .toArray();
        buffer = new ChunkBuffer(
                CHUNKS, period, FUTURE_SECONDS / period, settings.watchdog().restVelocity());
        arm = AdaptivePace.armJoints(limits, settings.adaptive());
        reading = new ChunkReading(buffer, time, arm, settings);
        governor = new PaceGovernor(limits, paces);
        lag = new TrackingLagEstimator(limits.count(), period, settings.lag());
        limiter = new MotionLimiter(limits, period, settings.synchronization());
        lead = new PolicyLead(arm, settings.lag().maxSeconds());
        adaptive = chosen ? new AdaptivePace(limits, arm, settings, lag, lead, limiter) : null;
        target = new double[limits.count()];
    }

    /** Starts a tick: virtual time moves on by the pace. */
    void advance() {
        time.advance(pace);
        reading.advance();
    }

    /** Adds a chunk; while moving, the command goes over to the average with it without a jump. */
    ChunkBuffer.Verdict add(ActionChunk chunk) {
        ChunkBuffer.Verdict verdict = reading.add(chunk, ahead, pace);
        if (verdict == ChunkBuffer.Verdict.ACCEPTED) {
            lead.observe(chunk);
        }
        return verdict;
    }

    /** Plans the pace over the newest chunk. */
    void plan() {
        ActionChunk newest = buffer.newest();
        if (adaptive == null) {
            governor.plan(newest);
        } else {
            governor.plan(newest, adaptive.plan(newest));
            adaptive.disagreed(reading.besidePath(ahead));
        }
    }

    /** Begins to follow the newest chunk, from rest. */
    void start(double speed, LookAhead lookAhead) {
        pace = governor.initial(buffer.newest(), adaptive == null ? speed : adaptive.allowed(speed), START_SECONDS);
        ahead = wantedLookAhead(lookAhead);
        aheadRate = 0;
        join();
    }

    /** Goes over from where the joints are to what the chunks give. */
    private void join() {
        standing = false;
        starved = false;
        reading.join(limiter, ahead, pace);
    }

    /** A tick along the path. */
    Progress follow(double speed, LookAhead lookAhead) {
        return followAt(speed, Double.POSITIVE_INFINITY, lookAhead);
    }

    private Progress followAt(double speed, double mostPace, LookAhead lookAhead) {
        buffer.prune(time.now());
        followLookAhead(wantedLookAhead(lookAhead));
        pace = Math.min(mostPace, nextPace(speed));
        if (starved && reading.reaches(ahead)) {
            join();
        }
        if (read()) {
            limiter.step(target);
            return Progress.FOLLOWING;
        }
        if (!buffer.newestEndsAtRest()) {
            limiter.brake();
            starved = true;
            return Progress.STARVED;
        }
        reading.readEnd(target);
        limiter.step(target);
        return limiter.slowerThan(ARRIVED) ? Progress.ARRIVED : Progress.FOLLOWING;
    }

    private double nextPace(double speed) {
        double index = buffer.index(buffer.size() - 1, time.now());
        if (adaptive == null) {
            return governor.next(pace, speed, index + ahead, period);
        }
        double most = governor.allowedBetween(index, index + ahead);
        return governor.next(pace, Math.min(adaptive.allowed(speed), most), index + ahead, period);
    }

    /**
     * A tick of coming to rest on the path, of single steps along it, or of standing there. What chunks say while it
     * stands does not move the joints.
     *
     * @param speed pace of single steps
     */
    Progress pause(double speed, LookAhead lookAhead) {
        if (standing) {
            return stand();
        }
        // with this tick virtual time has come to where it stays
        boolean last = pace == 0 && !steps.pending();
        double most = steps.pending() ? steps.mostPace() : pace;
        Progress progress = followAt(steps.pending() ? Math.min(speed, most) : 0, most, lookAhead);
        steps.moved(pace);
        if (last || progress != Progress.FOLLOWING) {
            standing = true;
            onPath = progress == Progress.FOLLOWING;
            pace = 0;
            steps.clear();
        }
        return progress;
    }

    private Progress stand() {
        if (onPath) {
            limiter.step(target);
        } else {
            limiter.brake();
        }
        return Progress.FOLLOWING;
    }

    /** Adds a single step of the newest chunk to what {@link #pause} does; only while standing or stepping. */
    void addStep() {
        steps.add(buffer.newest().stepSeconds() / period);
        resume();
    }

    /** Whether a single step can be added: not while a motion still slows down. */
    boolean takesSteps() {
        return standing || steps.pending();
    }

    /** Goes on from where it stands. */
    void resume() {
        if (standing) {
            join();
        }
    }

    /** A tick of stopping along the path, as fast as the joints allow; false, and nothing done, when no path is left. */
    boolean stopAlongPath() {
        double fastest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < maxAcceleration.length; j++) {
            fastest = Math.min(fastest, STOP_SHARE * maxAcceleration[j] * pace / Math.abs(limiter.velocity(j)));
        }
        double rate = fastest >= slope ? fastest : slope;
        pace = pace > rate * period ? pace - rate * period : 0;
        // at the end of the stop what is left of an offset need not be seen out
        if (pace == 0 || !read()) {
            return false;
        }
        limiter.step(target);
        return true;
    }

    /** Critically damped, and never so fast that reading would go back along the path. */
    private void followLookAhead(double wanted) {
        double most = LOOK_AHEAD_SHARE * pace / buffer.newest().stepSeconds();
        double rate =
                aheadRate + (lookAheadRate * lookAheadRate * (wanted - ahead) - 2 * lookAheadRate * aheadRate) * period;
        aheadRate = Math.min(Math.max(rate, -most), most);
        ahead = Math.max(0, ahead + aheadRate * period);
    }

    /** A tick of the quickest stop, joint by joint. */
    void brake() {
        pace = 0;
        limiter.brake();
    }

    private boolean read() {
        chunksRead = reading.read(ahead, pace, target);
        return chunksRead > 0;
    }

    private double wantedLookAhead(LookAhead lookAhead) {
        if (adaptive != null) {
            double most = lookAhead.automatic() ? LookAhead.MAX_STEPS : lookAhead.steps();
            return adaptive.lookAhead(pace, buffer.newest().stepSeconds(), most);
        }
        return lookAhead.automatic() ? pace * lag.lagSeconds() / buffer.newest().stepSeconds() : lookAhead.steps();
    }

    /** Stands still and forgets the chunks. */
    void clear() {
        reading.clear();
        governor.clear();
        pace = 0;
        ahead = 0;
        aheadRate = 0;
        chunksRead = 0;
        starved = false;
        standing = true;
        onPath = false;
        steps.clear();
    }

    /** Continues from a measured position, at rest. */
    void startAt(double[] positions) {
        limiter.reset(positions);
        lag.restart();
    }

    /** Compares a measurement with the commands; returns the largest present difference, rad. */
    double measure(double tick, double[] positions) {
        lag.measure(tick, positions);
        lead.measure(tick, positions);
        if (adaptive != null) {
            adaptive.measured(positions);
        }
        double largest = 0;
        for (int j = 0; j < positions.length; j++) {
            largest = Math.max(largest, Math.abs(limiter.position(j) - positions[j]));
        }
        return largest;
    }

    /** Writes the commanded state, and remembers it for the lag. */
    void command(Setpoint out) {
        limiter.readInto(out.positions, out.velocities, out.accelerations);
        lag.record(time.tick(), out.positions);
    }

    boolean hasChunk() {
        return buffer.size() > 0;
    }

    boolean restsFor(double seconds) {
        return buffer.newestRestsFor(seconds);
    }

    boolean endsAtRest() {
        return buffer.newestEndsAtRest();
    }

    /** Whether it stands and takes no notice of the chunks. */
    boolean standing() {
        return standing;
    }

    boolean settled() {
        return pace == 0 && limiter.slowerThan(ARRIVED);
    }

    long tick() {
        return time.tick();
    }

    /** Virtual time, s. */
    double motionSeconds() {
        return time.now() * period;
    }

    double pace() {
        return pace;
    }

    double lookAhead() {
        return ahead;
    }

    double lagSeconds() {
        return lag.lagSeconds();
    }

    int chunksRead() {
        return chunksRead;
    }

    ChunkReading reading() {
        return reading;
    }

    MotionLimiter limiter() {
        return limiter;
    }
}
