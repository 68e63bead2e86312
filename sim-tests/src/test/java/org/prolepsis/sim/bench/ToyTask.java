package org.prolepsis.sim.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellObservation;

/**
 * A sorting task without physics, on one joint: blocks lie at angles, the finger takes one where the joint is and gives it
 * where the joint is then. Joints follow their targets with a lag, so looking ahead makes them faster. All that matters
 * shows in the observation.
 */
final class ToyTask {
    static final int CHANNELS = 8;
    static final double BIN = -1.0;
    static final double OPEN = 0.04;
    private static final double LAG = 0.08;
    private static final double FINGER_SPEED = 0.1;
    private static final double REACH = 0.04;
    private static final double HELD_HEIGHT = 0.1;
    private static final double MAX_SPEED = 2;

    final double[] joints = new double[CHANNELS - 1];
    final double[] blocks;
    double finger = OPEN;
    int held = -1;

    ToyTask(double[] blocks) {
        this.blocks = blocks.clone();
        joints[3] = -1.5;
        joints[5] = 1.5;
    }

    static ToyTask random(long seed) {
        Random random = new Random(seed);
        return new ToyTask(new double[] {0.3 + 0.2 * random.nextDouble(), 0.8 + 0.2 * random.nextDouble()});
    }

    static ToyTask seen(CellObservation observation) {
        List<BlockPose> poses = observation.blocks();
        ToyTask task = new ToyTask(poses.stream().mapToDouble(BlockPose::x).toArray());
        System.arraycopy(observation.joints(), 0, task.joints, 0, CHANNELS - 1);
        task.finger = observation.finger();
        for (int i = 0; i < poses.size(); i++) {
            task.held = poses.get(i).z() > HELD_HEIGHT / 2 ? i : task.held;
        }
        return task;
    }

    CellObservation observe(long stampNanos) {
        List<BlockPose> poses = new ArrayList<>();
        for (int i = 0; i < blocks.length; i++) {
            BlockColor color = BlockColor.values()[i];
            poses.add(new BlockPose(color, blocks[i], 0, held == i ? HELD_HEIGHT : 0, 0, 0, 0, 1));
        }
        return new CellObservation(stampNanos, joints.clone(), new double[CHANNELS - 1], finger, poses);
    }

    void step(double[] target, double seconds) {
        for (int j = 0; j < joints.length; j++) {
            double speed = (target[j] - joints[j]) / LAG;
            joints[j] += Math.max(-MAX_SPEED, Math.min(MAX_SPEED, speed)) * seconds;
        }
        double travel = FINGER_SPEED * seconds;
        finger += Math.max(-travel, Math.min(travel, target[CHANNELS - 1] - finger));
        boolean closed = finger < OPEN / 2;
        if (!closed) {
            held = -1;
        }
        for (int i = 0; closed && held < 0 && i < blocks.length; i++) {
            held = Math.abs(joints[0] - blocks[i]) < REACH ? i : -1;
        }
        if (held >= 0) {
            blocks[held] = joints[0];
        }
    }

    /** What a person would command now, 0.5 rad/s. */
    void demonstrate(double[] target) {
        System.arraycopy(joints, 0, target, 0, joints.length);
        int next = held >= 0 ? held : firstUnsorted();
        double goal = next < 0 ? 0 : held >= 0 ? BIN : blocks[next];
        boolean there = Math.abs(goal - joints[0]) < REACH / 2;
        double most = 0.5 * LAG;
        target[0] = joints[0] + Math.max(-most, Math.min(most, goal - joints[0]));
        boolean close = next >= 0 && (held >= 0) != there;
        target[CHANNELS - 1] = close ? 0 : OPEN;
    }

    private int firstUnsorted() {
        for (int i = 0; i < blocks.length; i++) {
            if (!sorted(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean sorted(int i) {
        return held != i && Math.abs(blocks[i] - BIN) < 2 * REACH;
    }

    int sortedBlocks() {
        int count = 0;
        for (int i = 0; i < blocks.length; i++) {
            count += sorted(i) ? 1 : 0;
        }
        return count;
    }
}
