package org.prolepsis.sim.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.demo.Panda;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellObservation;

class ObservationFeaturesTest {
    private final ObservationFeatures features = new ObservationFeatures();

    private float[] of(double[] joints, List<BlockPose> blocks) {
        double[] poses = new double[ObservationFeatures.BLOCKS * ObservationFeatures.POSE];
        ObservationFeatures.order(blocks, poses);
        float[] out = new float[ObservationFeatures.COUNT];
        features.compute(joints, 0.03, poses, out);
        return out;
    }

    @Test
    void shouldPutTheToolWhereForwardKinematicsDoes() {
        SplittableRandom random = new SplittableRandom(3);
        CellObservation seen = new SketchedCell(1, 3).observe();
        for (int trial = 0; trial < 50; trial++) {
            double[] joints = random.doubles(7, -1.5, 1.5).toArray();
            float[] out = of(joints, seen.blocks());
            double[] hand = Panda.hand(joints);
            for (int axis = 0; axis < 3; axis++) {
                assertEquals(hand[axis], out[8 + axis], 1e-6);
            }
        }
    }

    @Test
    void shouldNotDependOnTheSlotsOfTheBlocks() {
        CellObservation seen = new SketchedCell(2, 3).observe();
        List<BlockPose> other = new ArrayList<>(seen.blocks());
        Collections.reverse(other);
        assertArrayEquals(of(seen.joints(), seen.blocks()), of(seen.joints(), other));
    }

    @Test
    void shouldSeeNoDifferenceInACubeTurnedByAQuarterAboutAnyOfItsAxes() {
        CellObservation seen = new SketchedCell(2, 3).observe();
        float[] expected = of(seen.joints(), seen.blocks());
        double h = Math.sqrt(0.5);
        for (double[] turn : new double[][] {{h, 0, 0, h}, {0, h, 0, h}, {0, 0, h, h}, {0, 0, 1, 0}}) {
            List<BlockPose> turned =
                    seen.blocks().stream().map(b -> turned(b, turn)).toList();
            assertArrayEquals(expected, of(seen.joints(), turned), 1e-5f);
        }
    }

    private static BlockPose turned(BlockPose b, double[] t) {
        return new BlockPose(
                b.color(),
                b.x(),
                b.y(),
                b.z(),
                b.qw() * t[0] + b.qx() * t[3] + b.qy() * t[2] - b.qz() * t[1],
                b.qw() * t[1] - b.qx() * t[2] + b.qy() * t[3] + b.qz() * t[0],
                b.qw() * t[2] + b.qx() * t[1] - b.qy() * t[0] + b.qz() * t[3],
                b.qw() * t[3] - b.qx() * t[0] - b.qy() * t[1] - b.qz() * t[2]);
    }

    @Test
    void shouldLeadToABlockByTheStepOfItsFeatures() {
        CellObservation seen = new SketchedCell(4, 3).observe();
        double[] joints = seen.joints().clone();
        int red = ObservationFeatures.ARM;
        double before = 1;
        for (int iteration = 0; iteration < 30; iteration++) {
            float[] out = of(joints, seen.blocks());
            before = Math.hypot(Math.hypot(out[red + 3], out[red + 4]), out[red + 5]);
            for (int j = 0; j < 7; j++) {
                joints[j] += 0.5 * out[red + 18 + j];
            }
        }
        float[] there = of(joints, seen.blocks());
        assertTrue(before < 1e-3, "still " + before + " m away");
        assertEquals(-1, there[13], 1e-3, "the fingers point down");
        assertEquals(1, there[red + 12], 1e-3, "and are in line with the block");
    }

    @Test
    void shouldNameTheColoursWhenOneIsMissing() {
        CellObservation seen = new SketchedCell(1, 3).observe();
        List<BlockPose> two = seen.blocks().stream()
                .filter(b -> b.color() != BlockColor.GREEN)
                .toList();
        String message = assertThrows(IllegalArgumentException.class, () -> of(seen.joints(), two))
                .getMessage();
        assertTrue(message.contains("RED") && message.contains("GREEN"), message);
    }
}
