package org.prolepsis.action.limit;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Turns any sequence of joint targets into one that the robot can follow. At every tick, whatever the targets are (NaN,
 * infinite, jumping, no longer coming), velocity, acceleration and position of every joint are inside their limits, and
 * the joint can still stop before its position limits. A reference that is itself inside the limits comes out
 * unchanged, without lag; a step is reached in the least time, without overshoot.
 *
 * <p>Positions are in rad, velocities and accelerations are the backward differences of the positions, so the limits
 * hold exactly for whoever sees only positions. For one thread; only the counters may be read from others. No method
 * but the constructor and {@link #reset} throws, none allocates. A target that is NaN or infinite brakes its joint.
 */
public final class MotionLimiter {
    /** Kept clear of each position limit, relative to its magnitude, so that rounding cannot step over it. */
    private static final double CLEARANCE = 1e-12;

    /** What the acceleration may exceed its limit by, relative: without it a reference at the very limit drifts away. */
    private static final double ROUNDING_ROOM = 1e-10;

    /** Share of the acceleration that is always left for closing a gap to an accelerating reference. */
    private static final double LEAST_CLOSING_SHARE = 0.25;

    /** A cut smaller than this share is rounding, not saturation. */
    private static final double ROUNDING = 1e-9;

    private final int joints;
    private final double period;
    private final double[] min;
    private final double[] max;
    private final double[] maxVelocity;
    private final double[] maxAcceleration;
    private final double[] longestBraking;

    private final double[] position;
    private final double[] velocity;
    private final double[] acceleration;
    private final double[] reference;
    private final double[] referenceVelocity;
    private final double[] referenceAcceleration;

    private final AtomicLongArray velocitySaturations;
    private final AtomicLongArray accelerationSaturations;
    private final AtomicLongArray positionSaturations;
    private final AtomicLongArray refusedTargets;

    /**
     * A limiter at rest at the middle of each range (0 where a range is unbounded); {@link #reset} tells it where the
     * robot is.
     *
     * @param periodSeconds time from tick to tick, s
     * @throws IllegalArgumentException if the period is not in 1e-5 .. 1 s
     */
    public MotionLimiter(JointLimits limits, double periodSeconds) {
        if (!(periodSeconds >= 1e-5 && periodSeconds <= 1)) {
            throw new IllegalArgumentException("periodSeconds is " + periodSeconds + "; it must be from 1e-5 to 1 s");
        }
        period = periodSeconds;
        joints = limits.count();
        min = new double[joints];
        max = new double[joints];
        maxVelocity = new double[joints];
        maxAcceleration = new double[joints];
        longestBraking = new double[joints];
        position = new double[joints];
        velocity = new double[joints];
        acceleration = new double[joints];
        reference = new double[joints];
        referenceVelocity = new double[joints];
        referenceAcceleration = new double[joints];
        velocitySaturations = new AtomicLongArray(joints);
        accelerationSaturations = new AtomicLongArray(joints);
        positionSaturations = new AtomicLongArray(joints);
        refusedTargets = new AtomicLongArray(joints);
        for (int j = 0; j < joints; j++) {
            JointLimit limit = limits.joint(j);
            min[j] = limit.minPosition() + clearance(limit.minPosition());
            max[j] = limit.maxPosition() - clearance(limit.maxPosition());
            maxVelocity[j] = limit.maxVelocity();
            maxAcceleration[j] = limit.maxAcceleration() * (1 + ROUNDING_ROOM);
            longestBraking[j] = Braking.distance(maxVelocity[j], maxAcceleration[j], period);
            double middle = (min[j] + max[j]) / 2;
            position[j] = Double.isFinite(middle) ? middle : 0;
            reference[j] = position[j];
        }
    }

    private static double clearance(double limit) {
        return Double.isInfinite(limit) ? 0 : CLEARANCE * Math.max(1, Math.abs(limit));
    }

    /**
     * Puts every joint at rest at a position. A joint outside its limits is then never moved farther out.
     *
     * @param positions [joints], rad
     * @throws IllegalArgumentException if the width is wrong or a position is not finite; nothing is changed then
     */
    public void reset(double[] positions) {
        if (positions.length != joints) {
            throw new IllegalArgumentException(
                    "positions has " + positions.length + " values; it must have one per joint: " + joints);
        }
        for (int j = 0; j < joints; j++) {
            if (!Double.isFinite(positions[j])) {
                throw new IllegalArgumentException("joint " + j + " is " + positions[j] + "; it must be finite");
            }
        }
        for (int j = 0; j < joints; j++) {
            position[j] = positions[j];
            velocity[j] = 0;
            acceleration[j] = 0;
            reference[j] = positions[j];
            referenceVelocity[j] = 0;
            referenceAcceleration[j] = 0;
        }
    }

    /**
     * One tick towards targets.
     *
     * @param targets [joints] or longer, rad; anything
     */
    public void step(double[] targets) {
        for (int j = 0; j < joints; j++) {
            double target = targets[j];
            if (Math.abs(target) <= Double.MAX_VALUE) {
                move(j, desiredVelocity(j, Math.min(Math.max(target, min[j]), max[j])));
            } else {
                refusedTargets.lazySet(j, refusedTargets.getPlain(j) + 1);
                brake(j);
            }
        }
    }

    /** One tick of the quickest stop of every joint. */
    public void brake() {
        for (int j = 0; j < joints; j++) {
            brake(j);
        }
    }

    private void brake(int j) {
        double change = maxAcceleration[j] * period;
        double v = velocity[j];
        move(j, v > change ? v - change : v < -change ? v + change : 0);
        reference[j] = position[j];
        referenceVelocity[j] = velocity[j];
        referenceAcceleration[j] = 0;
    }

    /**
     * The velocity that follows the reference. Seen from a frame that moves with the reference, the joint closes its gap
     * as fast as it can still brake; at gap 0 this is the reference's own velocity. The frame's velocity obeys the
     * limits too, so a step does not look like a very fast reference.
     */
    private double desiredVelocity(int j, double target) {
        double change = maxAcceleration[j] * period;
        double before = referenceVelocity[j];
        double frame = clamp((target - reference[j]) / period, -maxVelocity[j], maxVelocity[j]);
        frame = clamp(frame, before - change, before + change);
        reference[j] = target;
        referenceVelocity[j] = frame;
        double bend = (frame - before) / period;
        double lasting = sustained(bend, referenceAcceleration[j]);
        referenceAcceleration[j] = bend;
        double closing = Math.max(maxAcceleration[j] - lasting, LEAST_CLOSING_SHARE * maxAcceleration[j]);
        double gap = target - frame * period - position[j];
        return frame + Math.copySign(Braking.fastest(Math.abs(gap), closing, period), gap);
    }

    /** The acceleration that two ticks share; a step makes two opposite ones, which leave all of it for closing in. */
    private static double sustained(double now, double before) {
        return now * before <= 0 ? 0 : Math.min(Math.abs(now), Math.abs(before));
    }

    /** Cuts a wanted velocity to what the limits allow, and moves. */
    private void move(int j, double wanted) {
        double x = position[j];
        double v = velocity[j];
        double bound = maxVelocity[j];
        double change = maxAcceleration[j] * period;
        double slack = ROUNDING * change;
        if (Math.abs(wanted) > bound + slack) {
            velocitySaturations.lazySet(j, velocitySaturations.getPlain(j) + 1);
        }
        double cut = clamp(wanted, -bound, bound);
        if (Math.abs(cut - v) > change + slack) {
            accelerationSaturations.lazySet(j, accelerationSaturations.getPlain(j) + 1);
        }
        cut = clamp(cut, Math.max(v - change, -bound), Math.min(v + change, bound));
        double clear = clamp(cut, -room(j, x - min[j]), room(j, max[j] - x));
        if (Math.abs(clear - cut) > slack) {
            positionSaturations.lazySet(j, positionSaturations.getPlain(j) + 1);
        }
        double next = clamp(clear, Math.max(v - change, -bound), Math.min(v + change, bound));
        position[j] = x + next * period;
        acceleration[j] = (next - v) / period;
        velocity[j] = next;
    }

    /** Fastest velocity towards a limit at a distance; none when the joint is beyond it already. */
    private double room(int j, double distance) {
        if (distance >= longestBraking[j]) {
            return maxVelocity[j];
        }
        return distance <= 0 ? 0 : Braking.fastest(distance, maxAcceleration[j], period);
    }

    private static double clamp(double value, double low, double high) {
        return Math.min(Math.max(value, low), high);
    }

    /** Whether every joint stands still. */
    public boolean atRest() {
        for (int j = 0; j < joints; j++) {
            if (velocity[j] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether no joint is faster than a speed, rad/s. */
    public boolean slowerThan(double speed) {
        for (int j = 0; j < joints; j++) {
            if (Math.abs(velocity[j]) > speed) {
                return false;
            }
        }
        return true;
    }

    /** Number of joints. */
    public int joints() {
        return joints;
    }

    /** Commanded position of a joint, rad. */
    public double position(int joint) {
        return position[joint];
    }

    /** Commanded velocity of a joint, rad/s. */
    public double velocity(int joint) {
        return velocity[joint];
    }

    /** Commanded acceleration of a joint, rad/s^2. */
    public double acceleration(int joint) {
        return acceleration[joint];
    }

    /** Copies the commanded state out; arrays [joints], rad, rad/s, rad/s^2. */
    public void readInto(double[] positions, double[] velocities, double[] accelerations) {
        System.arraycopy(position, 0, positions, 0, joints);
        System.arraycopy(velocity, 0, velocities, 0, joints);
        System.arraycopy(acceleration, 0, accelerations, 0, joints);
    }

    /** Ticks at which a joint's velocity was cut; any thread. */
    public long velocitySaturations(int joint) {
        return velocitySaturations.getAcquire(joint);
    }

    /** Ticks at which a joint's acceleration was cut; any thread. */
    public long accelerationSaturations(int joint) {
        return accelerationSaturations.getAcquire(joint);
    }

    /** Ticks at which a joint was kept clear of a position limit; any thread. */
    public long positionSaturations(int joint) {
        return positionSaturations.getAcquire(joint);
    }

    /** Targets of a joint that were NaN or infinite; any thread. */
    public long refusedTargets(int joint) {
        return refusedTargets.getAcquire(joint);
    }
}
