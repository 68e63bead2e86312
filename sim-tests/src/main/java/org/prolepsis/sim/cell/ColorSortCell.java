package org.prolepsis.sim.cell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ode4j.math.DQuaternionC;
import org.ode4j.math.DVector3C;
import org.ode4j.ode.DBody;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/**
 * A 7-joint arm with a parallel gripper, three coloured blocks and a bin for each colour on a table, in physics. Time
 * moves only in {@link #advance}; for the same settings, seed and calls everything is the same bit for bit.
 *
 * <p>One thread at a time; several cells may run in threads of their own.
 */
public final class ColorSortCell implements SteppedCell {
    /** The arm's joints, then the finger: the order of commands. */
    public static final List<String> JOINT_NAMES = Stream.concat(
                    IntStream.rangeClosed(1, 7).mapToObj(i -> "panda_joint" + i), Stream.of("panda_finger_joint1"))
            .toList();

    private static final JointLimits LIMITS = limitsWithFinger();

    private static final int ARM = PandaGeometry.JOINTS;
    private static final long STEP_NANOS = 1_000_000;
    private static final double REST_SPEED = 0.02;

    private final ArmServos arm;
    private final CellPhysics physics;
    private final CellSensors sensors;
    private final Deque<TimedCommand> commands = new ArrayDeque<>();
    private final long actuationDelayNanos;
    private double fingerTarget = Gripper.MAX_POSITION;
    private long dueNanos;
    private long timeNanos;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record TimedCommand(long effectNanos, double[] target) {}

    /**
     * A cell with the arm at its start posture, the gripper open and the blocks where the seed puts them.
     *
     * @param seed of the blocks' places and of the noise
     */
    public ColorSortCell(CellSettings settings, long seed) {
        arm = new ArmServos(settings.servoLag());
        physics = new CellPhysics(
                settings, seed, arm.dynamics().hand(), arm.dynamics().handOrigin());
        sensors = new CellSensors(settings, seed);
        actuationDelayNanos = Math.round(settings.actuationDelay() * 1e9);
        if (sensors.delayed()) {
            sensors.add(measure());
        }
    }

    /** The limits of the 8 channels of a command, the finger last (m, m/s, m/s², m/s³). */
    public static JointLimits limits() {
        return LIMITS;
    }

    private static JointLimits limitsWithFinger() {
        List<JointLimit> joints = new ArrayList<>(JointLimits.panda().joints());
        joints.add(new JointLimit("panda_finger_joint1", 0, Gripper.MAX_POSITION, Gripper.MAX_VELOCITY, 4, 400));
        return new JointLimits(joints);
    }

    /**
     * Sets what the servos follow, from {@code actuationDelay} on.
     *
     * @param target [8] positions of the joints, rad, and of the finger, m; what is outside the limits is followed up to
     *     the limit
     * @throws IllegalArgumentException if there are not 8 values or one is not finite; the command in force stays
     */
    @Override
    public void command(double[] target) {
        if (target.length != JOINT_NAMES.size()) {
            throw new IllegalArgumentException(
                    "a command has " + target.length + " values; there must be " + JOINT_NAMES.size());
        }
        for (int j = 0; j < target.length; j++) {
            if (!Double.isFinite(target[j])) {
                throw new IllegalArgumentException(
                        "the command of " + JOINT_NAMES.get(j) + " is " + target[j] + "; it must be finite");
            }
        }
        if (actuationDelayNanos == 0) {
            follow(target);
        } else {
            commands.addLast(new TimedCommand(timeNanos + actuationDelayNanos, target.clone()));
        }
    }

    private void follow(double[] target) {
        arm.setSetpoint(target);
        fingerTarget = target[ARM];
    }

    /**
     * Lets time pass, in whole steps of 1 ms; what is left of a step is kept for the next call.
     *
     * @throws IllegalArgumentException if it is negative or not finite; nothing happens then
     */
    @Override
    public void advance(double seconds) {
        if (!(seconds >= 0 && seconds < 1e6)) {
            throw new IllegalArgumentException("the time to pass is " + seconds + " s; it must be 0 to 1e6 s");
        }
        dueNanos += Math.round(seconds * 1e9);
        while (timeNanos + STEP_NANOS <= dueNanos) {
            step();
        }
    }

    private void step() {
        while (!commands.isEmpty() && commands.peekFirst().effectNanos() <= timeNanos) {
            follow(commands.removeFirst().target());
        }
        arm.step(physics.gripper().wrench());
        physics.step(fingerTarget, arm.dynamics().hand(), arm.dynamics().handOrigin());
        timeNanos += STEP_NANOS;
        if (sensors.delayed()) {
            sensors.add(measure());
        }
    }

    /** The simulated time, ns; 0 at the start. */
    @Override
    public long timeNanos() {
        return timeNanos;
    }

    /** What the sensors say, with noise and delay; asked again without time passing, it says the same. */
    @Override
    public CellObservation observe() {
        return sensors.observe(measure());
    }

    private CellObservation measure() {
        double[] fingers = physics.gripper().positions();
        return new CellObservation(
                timeNanos,
                arm.positions().clone(),
                arm.velocities().clone(),
                (fingers[0] + fingers[1]) / 2,
                blockPoses());
    }

    private List<BlockPose> blockPoses() {
        List<BlockPose> poses = new ArrayList<>(physics.blockCount());
        for (int i = 0; i < physics.blockCount(); i++) {
            DBody body = physics.block(i);
            DVector3C p = body.getPosition();
            DQuaternionC q = body.getQuaternion();
            poses.add(new BlockPose(
                    physics.color(i), p.get0(), p.get1(), p.get2(), q.get1(), q.get2(), q.get3(), q.get0()));
        }
        return List.copyOf(poses);
    }

    /** What is true now. */
    public CellTruth truth() {
        List<BlockPose> poses = blockPoses();
        Optional<BlockColor> held = Optional.empty();
        for (int i = 0; i < poses.size(); i++) {
            held = physics.held(i) ? Optional.of(physics.color(i)) : held;
        }
        return new CellTruth(
                timeNanos,
                arm.positions().clone(),
                arm.velocities().clone(),
                arm.torques().clone(),
                physics.gripper().positions().clone(),
                poses,
                poses.stream().map(ColorSortCell::place).toList(),
                held);
    }

    private static BlockPlace place(BlockPose pose) {
        BlockColor bin = CellLayout.binAt(pose.x(), pose.y(), pose.z());
        if (bin != null) {
            return bin == pose.color() ? BlockPlace.OWN_BIN : BlockPlace.OTHER_BIN;
        }
        return pose.z() < 0 ? BlockPlace.FLOOR : BlockPlace.TABLE;
    }

    /** Whether every block is at rest in the bin of its colour, and none is held. */
    @Override
    public boolean sorted() {
        for (int i = 0; i < physics.blockCount(); i++) {
            DVector3C p = physics.block(i).getPosition();
            if (CellLayout.binAt(p.get0(), p.get1(), p.get2()) != physics.color(i)
                    || physics.held(i)
                    || physics.block(i).getLinearVel().length() > REST_SPEED) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        physics.close();
    }
}
