package org.prolepsis.sim.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.prolepsis.sim.expert.ArmKinematics;
import org.prolepsis.sim.expert.ToolPose;

class ColorSortCellTest {
    private static final CellSettings PLAIN = CellSettings.defaults();

    private final double[] target = startCommand();

    @Test
    void shouldPlaceBlocksApartInsideTheirAreaAndDifferentlyForEachSeed() {
        for (long seed = 1; seed <= 20; seed++) {
            List<BlockPose> blocks = blocksOf(seed);
            assertEquals(3, blocks.stream().map(BlockPose::color).distinct().count());
            assertTrue(distance(blocks.get(0), blocks.get(1)) > 0.0999);
            assertTrue(distance(blocks.get(0), blocks.get(2)) > 0.0999);
            assertTrue(distance(blocks.get(1), blocks.get(2)) > 0.0999);
            assertNotEquals(blocks, blocksOf(seed + 1));
        }
    }

    @Test
    void shouldDoTheSameBitForBitForTheSameSeedBesideOtherCells() {
        CellSettings settings =
                PLAIN.withJointNoise(0.002).withBlockNoise(0.003).withObservationDelay(0.04);
        try (ColorSortCell one = new ColorSortCell(settings, 5);
                ColorSortCell other = new ColorSortCell(PLAIN, 6);
                ColorSortCell two = new ColorSortCell(settings, 5)) {
            target[1] = 0.3;
            target[7] = 0.01;
            one.command(target);
            two.command(target);
            for (int i = 0; i < 20; i++) {
                one.advance(0.04);
                other.advance(0.013);
                two.advance(0.02);
                two.advance(0.02);
                assertArrayEquals(one.truth().joints(), two.truth().joints());
                assertArrayEquals(one.observe().joints(), two.observe().joints());
                assertEquals(one.observe().blocks(), two.observe().blocks());
            }
        }
    }

    @Test
    void shouldTrailASetpointOfConstantVelocityByTheLag() {
        for (double lag : new double[] {0.06, 0.08, 0.12}) {
            try (ColorSortCell cell = new ColorSortCell(PLAIN.withServoLag(lag), 1)) {
                for (int i = 0; i < 1000; i++) {
                    target[0] = 0.5 * i * 1e-3;
                    cell.command(target);
                    cell.advance(1e-3);
                }
                double behind = (target[0] - cell.truth().joints()[0]) / 0.5;
                assertEquals(lag, behind, 0.003);
            }
        }
    }

    @Test
    void shouldKeepTorqueAndVelocityInsideTheLimitsWhateverIsCommanded() {
        double[] torques = {87, 87, 87, 87, 12, 12, 12};
        double[] peak = new double[7];
        try (ColorSortCell cell = new ColorSortCell(PLAIN, 1)) {
            for (int i = 0; i < 60; i++) {
                for (int j = 0; j < 7; j++) {
                    target[j] = PandaGeometry.startPosture()[j] + ((i / 10 + j) % 2 == 0 ? 0.6 : -0.4);
                }
                target[1] = -0.6;
                cell.command(target);
                cell.advance(0.04);
                CellTruth truth = cell.truth();
                for (int j = 0; j < 7; j++) {
                    peak[j] = Math.max(peak[j], Math.abs(truth.torques()[j]) / torques[j]);
                    double fastest = ColorSortCell.limits().joint(j).maxVelocity();
                    assertTrue(Math.abs(truth.velocities()[j]) <= fastest, "joint " + (j + 1));
                }
            }
        }
        double highest = 0;
        for (double share : peak) {
            assertTrue(share <= 1);
            highest = Math.max(highest, share);
        }
        assertEquals(1, highest, 1e-12, "no joint was driven to its limit, so this shows nothing");
    }

    @Test
    void shouldActAsMuchLaterAsTheActuationDelaySays() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN.withActuationDelay(0.12), 1);
                ColorSortCell prompt = new ColorSortCell(PLAIN, 1)) {
            target[0] = 0.5;
            cell.command(target);
            cell.advance(0.12);
            assertEquals(0, cell.truth().joints()[0], 1e-4);
            cell.advance(0.2);
            prompt.advance(0.12);
            prompt.command(target);
            prompt.advance(0.2);
            assertArrayEquals(prompt.truth().joints(), cell.truth().joints());
        }
    }

    @Test
    void shouldSeeWhatWasTrueTheObservationDelayAgo() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN.withObservationDelay(0.05), 1)) {
            target[0] = 0.5;
            cell.command(target);
            cell.advance(0.1);
            double[] then = cell.truth().joints();
            cell.advance(0.05);
            assertEquals(100_000_000, cell.observe().stampNanos());
            assertArrayEquals(then, cell.observe().joints());
        }
    }

    @Test
    void shouldMeasureWithTheNoiseOfTheSettings() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN.withJointNoise(0.01).withBlockNoise(0.005), 1)) {
            double joints = 0;
            double blocks = 0;
            int n = 400;
            for (int i = 0; i < n; i++) {
                cell.advance(0.001);
                joints += square(cell.observe().joints()[2] - cell.truth().joints()[2]);
                blocks += square(cell.observe().blocks().get(0).y()
                        - cell.truth().blocks().get(0).y());
            }
            assertEquals(0.01, Math.sqrt(joints / n), 0.0015);
            assertEquals(0.005, Math.sqrt(blocks / n), 0.00075);
        }
    }

    @Test
    void shouldHoldABlockThroughAFastMotion() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN, 3)) {
            BlockColor held = grasp(cell, 0.0);
            swing(cell);
            assertEquals(held, cell.truth().held().orElseThrow());
        }
    }

    @Test
    void shouldLetABlockSlipThatIsSqueezedTooLittle() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN.withGripForce(0.15), 3)) {
            grasp(cell, 0.0);
            assertTrue(cell.truth().held().isEmpty());
            assertEquals(0.02, cell.truth().blocks().get(0).z(), 0.005);
        }
    }

    @Test
    void shouldPushABlockAwayThatStandsInTheWay() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN, 3)) {
            BlockPose before = cell.truth().blocks().get(0);
            move(cell, before.x(), before.y() - 0.15, 0.02, 0.04, 1.5);
            move(cell, before.x(), before.y() + 0.05, 0.02, 0.04, 1.0);
            BlockPose after = cell.truth().blocks().get(0);
            assertTrue(Math.hypot(after.x() - before.x(), after.y() - before.y()) > 0.05);
        }
    }

    @Test
    void shouldLetABlockFallToTheFloorThatIsDroppedBesideTheTable() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN, 3)) {
            grasp(cell, 0);
            move(cell, 0.3, -0.56, 0.2, 0, 1.5);
            assertEquals(BlockPlace.TABLE, cell.truth().places().get(0));
            move(cell, 0.3, -0.56, 0.2, 0.04, 1);
            assertEquals(BlockPlace.FLOOR, cell.truth().places().get(0));
            assertFalse(cell.sorted());
        }
    }

    @Test
    void shouldStopAtTheTable() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN, 3)) {
            move(cell, 0.45, -0.35, 0.05, 0.04, 1.5);
            move(cell, 0.45, -0.35, -0.05, 0.04, 1.0);
            ToolPose tool = new ArmKinematics().toolPose(cell.truth().joints());
            assertTrue(tool.z() > -0.01, "the tool is at " + tool);
        }
    }

    @Test
    void shouldNotCountABlockInTheWrongBin() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN, 3)) {
            BlockColor color = grasp(cell, 0.0);
            BlockColor wrong = color == BlockColor.GREEN ? BlockColor.RED : BlockColor.GREEN;
            move(cell, CellLayout.binX(wrong), CellLayout.BINS_Y, 0.15, 0, 2);
            move(cell, CellLayout.binX(wrong), CellLayout.BINS_Y, 0.08, 0, 1);
            move(cell, CellLayout.binX(wrong), CellLayout.BINS_Y, 0.08, 0.04, 1);
            assertEquals(BlockPlace.OTHER_BIN, cell.truth().places().get(0));
            assertFalse(cell.sorted());
        }
    }

    @Test
    void shouldRefuseCommandsThatAreNotFinite() {
        try (ColorSortCell cell = new ColorSortCell(PLAIN, 1)) {
            target[3] = Double.NaN;
            String message = assertThrows(IllegalArgumentException.class, () -> cell.command(target))
                    .getMessage();
            assertTrue(message.contains("panda_joint4"), message);
            assertThrows(IllegalArgumentException.class, () -> cell.command(new double[7]));
            assertThrows(IllegalArgumentException.class, () -> cell.advance(-1));
        }
    }

    /** Goes to the first block, closes the fingers and lifts. */
    private static BlockColor grasp(ColorSortCell cell, double finger) {
        BlockPose block = cell.truth().blocks().get(0);
        double yaw = 2 * Math.atan2(block.qz(), block.qw());
        moveTo(cell, new ToolPose(block.x(), block.y(), 0.12, yaw), 0.04, 1.5);
        moveTo(cell, new ToolPose(block.x(), block.y(), 0.019, yaw), 0.04, 1.5);
        moveTo(cell, new ToolPose(block.x(), block.y(), 0.019, yaw), finger, 0.6);
        moveTo(cell, new ToolPose(block.x(), block.y(), 0.2, 0), finger, 1.0);
        return block.color();
    }

    private static void swing(ColorSortCell cell) {
        for (int i = 0; i < 4; i++) {
            move(cell, 0.45, i % 2 == 0 ? 0.25 : -0.2, 0.25, 0, 0.5);
        }
    }

    private static void move(ColorSortCell cell, double x, double y, double z, double finger, double seconds) {
        moveTo(cell, new ToolPose(x, y, z, 0), finger, seconds);
    }

    private static void moveTo(ColorSortCell cell, ToolPose goal, double finger, double seconds) {
        ArmKinematics kinematics = new ArmKinematics();
        ToolPose from = kinematics.toolPose(cell.truth().joints());
        double[] command = new double[8];
        int steps = (int) Math.round(seconds / 0.01);
        for (int i = 1; i <= steps + 25; i++) {
            double s = Math.min(1, (double) i / steps);
            double share = s * s * (3 - 2 * s);
            ToolPose pose = new ToolPose(
                    from.x() + share * (goal.x() - from.x()),
                    from.y() + share * (goal.y() - from.y()),
                    from.z() + share * (goal.z() - from.z()),
                    from.yaw() + share * (goal.yaw() - from.yaw()));
            kinematics.inverse(pose, command);
            command[7] = finger;
            cell.command(command);
            cell.advance(0.01);
        }
    }

    private static double[] startCommand() {
        double[] command = new double[8];
        System.arraycopy(PandaGeometry.startPosture(), 0, command, 0, 7);
        command[7] = 0.04;
        return command;
    }

    private static List<BlockPose> blocksOf(long seed) {
        try (ColorSortCell cell = new ColorSortCell(PLAIN, seed)) {
            return cell.truth().blocks();
        }
    }

    private static double distance(BlockPose a, BlockPose b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }

    private static double square(double x) {
        return x * x;
    }
}
