package org.prolepsis.sim.expert;

import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.CellLayout;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.ColorSortCell;
import org.prolepsis.sim.cell.PandaGeometry;

/**
 * Sorts the blocks as a person who moves the arm by hand would: unhurried, block after block, never twice the same. A
 * closed-loop controller, asked 25 times a second. It follows the blocks it sees, and comes back for one that it missed
 * or dropped. Blocks are taken in the order of {@link BlockColor}.
 *
 * <p>What it does next can be told from what is seen: where the hand is, whether it is closed and where the blocks are;
 * pauses are a few tenths of a second. One thread.
 */
public final class Demonstrator {
    /** How often {@link #command} is to be called, s. */
    public static final double STEP_SECONDS = 0.04;

    private static final double OPEN = 0.04;
    private static final double CLOSED = 0.01;
    private static final double GRASP_Z = 0.019;
    private static final double FINGER_SPEED = 0.07;
    private static final double MISSED = 0.015;
    private static final int ARM = PandaGeometry.JOINTS;

    private enum Phase {
        APPROACH,
        DESCEND,
        CLOSE,
        LIFT,
        CARRY,
        LOWER,
        RELEASE,
        RETREAT,
        HOME,
        DONE
    }

    private final HandStyle style;
    private final ArmKinematics kinematics = new ArmKinematics();
    private final SeenBlocks blocks = new SeenBlocks();
    private final double[] last = new double[ARM + 1];
    private final double[] next = new double[ARM + 1];
    private final ToolPose home = kinematics.toolPose(PandaGeometry.startPosture());

    private Phase phase;
    private BlockColor color;
    private ToolPose pose;
    private ToolPose goal;
    private Reach reach;
    private double elapsed;
    private double pause;
    private double hover;
    private double aside;
    private double finger = OPEN;

    /**
     * A person.
     *
     * @param seed of the pace, the heights, the pauses and the small deviations
     */
    public Demonstrator(long seed) {
        style = new HandStyle(seed);
    }

    /**
     * The next command.
     *
     * @param now what the sensors say
     * @param target [8] set to positions of the joints, rad, and of the finger, m, to be commanded from now on; inside
     *     the position limits, and from the last command inside the velocity limits
     */
    public void command(CellObservation now, double[] target) {
        blocks.update(now.blocks());
        ToolPose tool = kinematics.toolPose(now.joints());
        if (phase == null) {
            pose = tool;
            System.arraycopy(now.joints(), 0, last, 0, ARM);
            last[ARM] = now.finger();
            begin(nextBlock());
        }
        elapsed += STEP_SECONDS;
        if (lost(tool)) {
            begin(Phase.RETREAT);
        } else if (over(now, tool)) {
            begin(following(now));
        }
        aim();
        pose = reach.at(elapsed, goal);
        boolean open = phase != Phase.CLOSE && phase != Phase.LIFT && phase != Phase.CARRY && phase != Phase.LOWER;
        double step = FINGER_SPEED * STEP_SECONDS;
        finger = open ? Math.min(OPEN, finger + step) : Math.max(CLOSED, finger - step);
        kinematics.inverse(pose, next);
        next[ARM] = finger;
        limitRate();
        System.arraycopy(last, 0, target, 0, ARM + 1);
    }

    /** Whether all blocks have been seen in their bins and the arm is back where it started. */
    public boolean finished() {
        return phase == Phase.DONE;
    }

    private void limitRate() {
        for (int j = 0; j <= ARM; j++) {
            double most = ColorSortCell.limits().joint(j).maxVelocity() * STEP_SECONDS;
            last[j] += Math.max(-most, Math.min(most, next[j] - last[j]));
        }
    }

    /** Begins with the first block that is not in its bin and not on the floor, or goes home. */
    private Phase nextBlock() {
        for (BlockColor candidate : BlockColor.values()) {
            if (!blocks.inBin(candidate) && blocks.get(candidate).z() > 0) {
                color = candidate;
                return Phase.APPROACH;
            }
        }
        return Phase.HOME;
    }

    private Phase following(CellObservation now) {
        return switch (phase) {
            case APPROACH -> Phase.DESCEND;
            case DESCEND -> Phase.CLOSE;
            case CLOSE -> now.finger() < MISSED ? Phase.RETREAT : Phase.LIFT;
            case LIFT -> Phase.CARRY;
            case CARRY -> Phase.LOWER;
            case LOWER -> Phase.RELEASE;
            case RELEASE -> Phase.RETREAT;
            case RETREAT -> nextBlock();
            case HOME, DONE -> Phase.DONE;
        };
    }

    private boolean over(CellObservation now, ToolPose tool) {
        if (phase == Phase.CLOSE) {
            return elapsed >= pause && finger <= CLOSED;
        }
        if (phase == Phase.RELEASE) {
            return elapsed >= pause && now.finger() > 0.9 * OPEN;
        }
        boolean arrived = phase != Phase.DESCEND || tool.distance(goal) < 0.004 || elapsed > reach.seconds() + 0.5;
        return elapsed >= reach.seconds() && arrived;
    }

    /** Whether a block that was lifted is no longer in the hand. */
    private boolean lost(ToolPose tool) {
        if (phase != Phase.CARRY && !(phase == Phase.LIFT && elapsed > 0.7 * reach.seconds())) {
            return false;
        }
        return blocks.get(color).distance(tool) > 0.06;
    }

    private void begin(Phase begun) {
        phase = begun;
        elapsed = 0;
        switch (begun) {
            case APPROACH, CARRY, HOME -> {
                hover = begun == Phase.CARRY ? style.between(0.12, 0.16) : style.between(0.11, 0.15);
                aside = begun == Phase.APPROACH ? style.deviation(0.005) : style.deviation(0.008);
                aim();
                double distance = pose.distance(goal);
                reach = new Reach(pose, style.seconds(0.9 + 2.0 * distance), style.deviation(0.05) * distance);
            }
            case DESCEND, LIFT, LOWER, RETREAT -> {
                hover = style.between(0.12, 0.16);
                aim();
                reach = new Reach(pose, style.seconds(0.65 + 5 * pose.distance(goal)), 0);
            }
            case CLOSE, RELEASE, DONE -> {
                pause = style.between(0.5, 0.7);
                goal = pose;
                reach = new Reach(pose, 1, 0);
            }
        }
    }

    /** Where the hand is going now. */
    private void aim() {
        ToolPose block = blocks.get(color == null ? BlockColor.RED : color);
        switch (phase) {
            case APPROACH -> goal = new ToolPose(block.x() + aside, block.y() - aside, hover, block.yaw());
            case DESCEND -> goal = new ToolPose(block.x(), block.y(), GRASP_Z, block.yaw());
            case LIFT, RETREAT -> {
                ToolPose from = elapsed == 0 ? pose : reach.from();
                goal = new ToolPose(from.x(), from.y(), Math.max(hover, from.z()), from.yaw());
            }
            case CARRY ->
                goal = new ToolPose(CellLayout.binX(color) + aside, CellLayout.BINS_Y - 0.5 * aside, hover, 0);
            case LOWER -> {
                ToolPose from = elapsed == 0 ? pose : reach.from();
                goal = new ToolPose(from.x(), from.y(), 0.08, from.yaw());
            }
            case HOME -> goal = home;
            case CLOSE, RELEASE, DONE -> {
                // stays
            }
        }
    }
}
