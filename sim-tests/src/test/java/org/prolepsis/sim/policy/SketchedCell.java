package org.prolepsis.sim.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellLayout;
import org.prolepsis.sim.cell.CellObservation;

/**
 * The cell without physics, quick enough for unit tests: joints trail their targets by a first-order lag, a block sticks
 * to closed fingers that are around it, and lies on the table when they open.
 */
public final class SketchedCell {
    static final double[] HOME = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};
    private static final double LAG = 0.08;
    private static final double FINGER_SPEED = 0.1;
    private static final double GRASP = 0.012;
    private static final double BLOCK_HALF = CellLayout.BLOCK_SIZE / 2;

    private final ToolFrame tool = new ToolFrame();
    private final double[] joints = HOME.clone();
    private final double[][] blocks = new double[3][3];
    private final double[] yaw = new double[3];
    private final double[] target = new double[8];
    private double finger = 0.04;
    private int held = -1;
    private long nanos;

    public SketchedCell(long seed, int scattered) {
        SplittableRandom random = new SplittableRandom(seed);
        System.arraycopy(HOME, 0, target, 0, 7);
        target[7] = 0.04;
        for (int b = 0; b < 3; b++) {
            blocks[b][0] = CellLayout.binX(BlockColor.values()[b]);
            blocks[b][1] = CellLayout.BINS_Y;
            blocks[b][2] = BLOCK_HALF;
            do {
                if (b < scattered) {
                    blocks[b][0] = random.nextDouble(0.40, 0.56);
                    blocks[b][1] = random.nextDouble(-0.26, 0.06);
                    yaw[b] = random.nextDouble(-0.6, 0.6);
                }
            } while (tooNear(b));
        }
    }

    private boolean tooNear(int b) {
        for (int other = 0; other < b; other++) {
            if (Math.hypot(blocks[b][0] - blocks[other][0], blocks[b][1] - blocks[other][1]) < 0.09) {
                return true;
            }
        }
        return false;
    }

    public void command(double[] next) {
        System.arraycopy(next, 0, target, 0, 8);
    }

    public void advance(double seconds) {
        for (double done = 0; done < seconds - 1e-9; done += 0.005) {
            for (int j = 0; j < 7; j++) {
                joints[j] += (target[j] - joints[j]) * 0.005 / LAG;
            }
            double aim = held >= 0 ? Math.max(target[7], BLOCK_HALF) : target[7];
            finger += Math.max(-0.005 * FINGER_SPEED, Math.min(0.005 * FINGER_SPEED, aim - finger));
            tool.set(joints);
            grip();
        }
        nanos += Math.round(seconds * 1e9);
    }

    private void grip() {
        for (int b = 0; b < 3 && held < 0 && finger < BLOCK_HALF + 0.002; b++) {
            if (distance(b) < GRASP) {
                held = b;
            }
        }
        if (held >= 0 && finger > BLOCK_HALF + 0.004) {
            blocks[held][2] = BLOCK_HALF;
            held = -1;
        }
        for (int axis = 0; axis < 3 && held >= 0; axis++) {
            blocks[held][axis] = tool.position(axis);
        }
    }

    private double distance(int b) {
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            square += Math.pow(blocks[b][axis] - tool.position(axis), 2);
        }
        return Math.sqrt(square);
    }

    public boolean inBin(int b) {
        return held != b
                && Math.abs(blocks[b][0] - CellLayout.binX(BlockColor.values()[b])) < CellLayout.BIN_SIZE / 2
                && Math.abs(blocks[b][1] - CellLayout.BINS_Y) < CellLayout.BIN_SIZE / 2;
    }

    public boolean sorted() {
        return held < 0 && inBin(0) && inBin(1) && inBin(2);
    }

    public double[] block(int b) {
        return blocks[b].clone();
    }

    public double yaw(int b) {
        return yaw[b];
    }

    public CellObservation observe() {
        List<BlockPose> poses = new ArrayList<>();
        for (int b = 2; b >= 0; b--) {
            poses.add(new BlockPose(
                    BlockColor.values()[b],
                    blocks[b][0],
                    blocks[b][1],
                    blocks[b][2],
                    0,
                    0,
                    Math.sin(yaw[b] / 2),
                    Math.cos(yaw[b] / 2)));
        }
        return new CellObservation(nanos, joints.clone(), new double[7], finger, poses);
    }
}
