package org.prolepsis.action.limit;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Turns any sequence of joint targets into one that the robot can follow. At every tick, whatever the targets are (NaN,
 * infinite, jumping, no longer coming), position, velocity, acceleration and jerk of every joint are inside their limits,
 * and the joint can still stop before its position limits. A reference that is itself inside the limits comes out
 * unchanged, without lag; a step is reached in nearly the least time, without overshoot.
 *
 * <p>Positions are in rad (m for a joint that slides). Velocities, accelerations and jerks are the backward differences
 * of the positions, so the limits hold exactly for whoever sees only positions. Where the jerk limit times the period is
 * more than twice the acceleration limit, no jerk can exceed it and it does not bind. For one thread; only the counters
 * may be read from others. No method but the constructor and {@link #reset} throws, none allocates. A target that is NaN
 * or infinite brakes its joint.
 */
public final class MotionLimiter {
    private final int joints;
    private final double period;
    private final JointShaper[] shapers;
    private final Synchronizer synchronizer;
    private boolean replan;
    private final AtomicLongArray velocitySaturations;
    private final AtomicLongArray accelerationSaturations;
    private final AtomicLongArray jerkSaturations;
    private final AtomicLongArray positionSaturations;
    private final AtomicLongArray refusedTargets;

    /** Whether joints wait for each other. */
    public enum Synchronization {
        /** Every joint reaches its target as soon as it can. */
        NONE,
        /**
         * After targets have jumped, all joints reach them together; from rest in a straight line of all joints. While
         * targets move inside the limits, joints follow them, which keeps them together anyway.
         */
        TIME
    }

    /** A limiter whose joints do not wait for each other. */
    public MotionLimiter(JointLimits limits, double periodSeconds) {
        this(limits, periodSeconds, Synchronization.NONE);
    }

    /**
     * A limiter at rest at the middle of each range (0 where a range is unbounded); {@link #reset} tells it where the
     * robot is.
     *
     * @param periodSeconds time from tick to tick, s
     * @throws IllegalArgumentException if the period is not in 1e-5 .. 1 s
     */
    public MotionLimiter(JointLimits limits, double periodSeconds, Synchronization synchronization) {
        if (!(periodSeconds >= 1e-5 && periodSeconds <= 1)) {
            throw new IllegalArgumentException("periodSeconds is " + periodSeconds + "; it must be from 1e-5 to 1 s");
        }
        period = periodSeconds;
        joints = limits.count();
        shapers = new JointShaper[joints];
        for (int j = 0; j < joints; j++) {
            shapers[j] = new JointShaper(limits.joint(j), period);
        }
        synchronizer = synchronization == Synchronization.TIME ? new Synchronizer(shapers) : null;
        velocitySaturations = new AtomicLongArray(joints);
        accelerationSaturations = new AtomicLongArray(joints);
        jerkSaturations = new AtomicLongArray(joints);
        positionSaturations = new AtomicLongArray(joints);
        refusedTargets = new AtomicLongArray(joints);
    }

    /**
     * Puts every joint at rest at a position. A joint outside its limits is then never moved farther out.
     *
     * @param positions [joints], rad
     * @throws IllegalArgumentException if the width is wrong or a position is not finite; nothing is changed then
     */
    public void reset(double[] positions) {
        requireFinite("positions", positions);
        for (int j = 0; j < joints; j++) {
            shapers[j].reset(positions[j], 0, 0);
        }
        replan = true;
    }

    /**
     * Continues a motion: puts every joint into a state of motion.
     *
     * @param positions [joints], rad
     * @param velocities [joints], rad/s
     * @param accelerations [joints], rad/s^2
     * @throws IllegalArgumentException if a width is wrong, a value is not finite, or a joint could not stop inside its
     *     limits from that state; nothing is changed then
     */
    public void reset(double[] positions, double[] velocities, double[] accelerations) {
        requireFinite("positions", positions);
        requireFinite("velocities", velocities);
        requireFinite("accelerations", accelerations);
        for (int j = 0; j < joints; j++) {
            if (!viable(j, positions[j], velocities[j], accelerations[j])) {
                throw new IllegalArgumentException("joint " + j + " is at " + positions[j] + " with velocity "
                        + velocities[j] + " and acceleration " + accelerations[j]
                        + "; it must be able to stop inside its limits from there");
            }
        }
        for (int j = 0; j < joints; j++) {
            shapers[j].reset(positions[j], velocities[j] * period, accelerations[j] * period * period);
        }
        replan = true;
    }

    /** Whether a joint can stop inside its limits from a state; rad, rad/s, rad/s^2. */
    public boolean viable(int joint, double position, double velocity, double acceleration) {
        return shapers[joint].viable(position, velocity * period, acceleration * period * period);
    }

    private void requireFinite(String name, double[] values) {
        if (values.length != joints) {
            throw new IllegalArgumentException(
                    name + " has " + values.length + " values; it must have one per joint: " + joints);
        }
        for (int j = 0; j < joints; j++) {
            if (!Double.isFinite(values[j])) {
                throw new IllegalArgumentException(
                        name + " of joint " + j + " is " + values[j] + "; it must be finite");
            }
        }
    }

    /**
     * One tick towards targets.
     *
     * @param targets [joints] or longer, rad; anything
     */
    public void step(double[] targets) {
        for (int j = 0; j < joints; j++) {
            if (usable(targets[j])) {
                shapers[j].watch(targets[j]);
            }
        }
        if (synchronizer != null) {
            synchronize(targets);
        }
        for (int j = 0; j < joints; j++) {
            if (usable(targets[j])) {
                shapers[j].step();
                count(j, shapers[j].cut());
            } else {
                increment(refusedTargets, j);
                shapers[j].brake();
            }
        }
    }

    private static boolean usable(double target) {
        return Math.abs(target) <= Double.MAX_VALUE;
    }

    /** Plans anew after a jump or a stop; a joint whose target moves is not held back. */
    private void synchronize(double[] targets) {
        boolean stopped = false;
        boolean jumped = false;
        for (int j = 0; j < joints; j++) {
            jumped |= shapers[j].targetJumped();
            stopped |= !usable(targets[j]);
        }
        replan |= jumped;
        if (replan && !stopped) {
            synchronizer.plan();
            replan = false;
        }
        for (int j = 0; j < joints; j++) {
            // the small steps of a jump look like motion
            if (!jumped && shapers[j].targetMoves()) {
                shapers[j].limitFully();
            }
        }
        replan |= stopped;
    }

    private void count(int j, int cut) {
        if (cut == 0) {
            return;
        }
        if ((cut & JointShaper.BY_VELOCITY) != 0) {
            increment(velocitySaturations, j);
        }
        if ((cut & JointShaper.BY_ACCELERATION) != 0) {
            increment(accelerationSaturations, j);
        }
        if ((cut & JointShaper.BY_JERK) != 0) {
            increment(jerkSaturations, j);
        }
        if ((cut & JointShaper.BY_POSITION) != 0) {
            increment(positionSaturations, j);
        }
    }

    private static void increment(AtomicLongArray counters, int j) {
        counters.lazySet(j, counters.getPlain(j) + 1);
    }

    /** One tick of the quickest stop of every joint: least time under acceleration and jerk, joint by joint. */
    public void brake() {
        replan = true;
        for (int j = 0; j < joints; j++) {
            shapers[j].brake();
        }
    }

    /** Whether every joint stands still, and stays so without any acceleration. */
    public boolean atRest() {
        for (int j = 0; j < joints; j++) {
            if (!shapers[j].atRest()) {
                return false;
            }
        }
        return true;
    }

    /** Whether no joint is faster than a speed, rad/s, or will be after a tick at its acceleration. */
    public boolean slowerThan(double speed) {
        double way = speed * period;
        for (int j = 0; j < joints; j++) {
            if (Math.abs(shapers[j].velocity()) > way || Math.abs(shapers[j].acceleration()) > way) {
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
        return shapers[joint].position();
    }

    /** Commanded velocity of a joint, rad/s. */
    public double velocity(int joint) {
        return shapers[joint].velocity() / period;
    }

    /** Commanded acceleration of a joint, rad/s^2. */
    public double acceleration(int joint) {
        return shapers[joint].acceleration() / (period * period);
    }

    /** Copies the commanded state out; arrays [joints], rad, rad/s, rad/s^2. */
    public void readInto(double[] positions, double[] velocities, double[] accelerations) {
        for (int j = 0; j < joints; j++) {
            positions[j] = position(j);
            velocities[j] = velocity(j);
            accelerations[j] = acceleration(j);
        }
    }

    /** Ticks at which a joint's velocity was cut; any thread. */
    public long velocitySaturations(int joint) {
        return velocitySaturations.getAcquire(joint);
    }

    /** Ticks at which a joint's acceleration was cut; any thread. */
    public long accelerationSaturations(int joint) {
        return accelerationSaturations.getAcquire(joint);
    }

    /** Ticks at which a joint's jerk was cut; any thread. */
    public long jerkSaturations(int joint) {
        return jerkSaturations.getAcquire(joint);
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
