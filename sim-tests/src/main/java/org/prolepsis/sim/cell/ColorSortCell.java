package org.prolepsis.sim.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/**
 * A 7-joint arm with a parallel gripper, three coloured blocks and a bin for each colour on a table, in physics. Time
 * moves only in {@link #advance}; for the same settings, seed and calls everything is the same bit for bit.
 *
 * <p>One thread at a time; several cells may run in threads of their own.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class ColorSortCell implements AutoCloseable {
    /** The arm's joints, then the finger: the order of commands. */
    public static final List<String> JOINT_NAMES = Stream.concat(
                    IntStream.rangeClosed(1, 7).mapToObj(i -> "panda_joint" + i), Stream.of("panda_finger_joint1"))
            .toList();

    private static final JointLimits LIMITS = limitsWithFinger();

    /**
     * A cell with the arm at its start posture, the gripper open and the blocks where the seed puts them.
     *
     * @param seed of the blocks' places and of the noise
     */
    public ColorSortCell(CellSettings settings, long seed) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The limits of the 8 channels of a command, the finger last (m, m/s, m/s², m/s³). */
    public static JointLimits limits() {
        return LIMITS;
    }

    private static JointLimits limitsWithFinger() {
        List<JointLimit> joints = new ArrayList<>(JointLimits.panda().joints());
        joints.add(new JointLimit("panda_finger_joint1", 0, 0.04, 0.2, 4, 400));
        return new JointLimits(joints);
    }

    /**
     * Sets what the servos follow, from {@code actuationDelay} on.
     *
     * @param target [8] positions of the joints, rad, and of the finger, m; what is outside the limits is followed up to
     *     the limit
     * @throws IllegalArgumentException if there are not 8 values or one is not finite; the command in force stays
     */
    public void command(double[] target) {
        throw new UnsupportedOperationException("not yet");
    }

    /** Lets time pass, in whole steps of 1 ms; what is left of a step is kept for the next call. */
    public void advance(double seconds) {
        throw new UnsupportedOperationException("not yet");
    }

    /** The simulated time, ns; 0 at the start. */
    public long timeNanos() {
        throw new UnsupportedOperationException("not yet");
    }

    /** What the sensors say, with noise and delay; asked again without time passing, it says the same. */
    public CellObservation observe() {
        throw new UnsupportedOperationException("not yet");
    }

    /** What is true now. */
    public CellTruth truth() {
        throw new UnsupportedOperationException("not yet");
    }

    /** Whether every block is at rest in the bin of its colour, and none is held. */
    public boolean sorted() {
        throw new UnsupportedOperationException("not yet");
    }

    @Override
    public void close() {}
}
