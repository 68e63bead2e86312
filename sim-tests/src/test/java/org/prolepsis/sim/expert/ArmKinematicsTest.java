package org.prolepsis.sim.expert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.prolepsis.sim.cell.CellLayout;
import org.prolepsis.sim.cell.PandaGeometry;

class ArmKinematicsTest {
    private static final Pattern JOINT = Pattern.compile(
            "<joint name=\"panda_joint[1-8]\".*?<origin xyz=\"(.*?)\" rpy=\"(\\S+) 0 0\"/>", Pattern.DOTALL);

    private final ArmKinematics kinematics = new ArmKinematics();

    @Test
    void shouldBeWhereTheUrdfSays() throws IOException {
        String urdf = Files.readString(urdf());
        SplittableRandom random = new SplittableRandom(4);
        double[] position = new double[3];
        double[] orientation = new double[9];
        for (int round = 0; round < 20; round++) {
            double[] q = new double[7];
            for (int j = 0; j < 7; j++) {
                q[j] = 2 * random.nextDouble() - 1;
            }
            double[][] flange = chain(urdf, q);
            kinematics.forward(q, position, orientation);
            for (int i = 0; i < 3; i++) {
                assertEquals(flange[i][3] + PandaGeometry.TOOL * flange[i][2], position[i], 1e-12);
                assertEquals(flange[i][2], orientation[3 * i + 2], 1e-12);
                assertEquals((flange[i][0] - flange[i][1]) / Math.sqrt(2), orientation[3 * i], 1e-12);
            }
        }
    }

    @Test
    void shouldReachEveryPlaceOfTheTaskWithTheHandDown() {
        double[] q = new double[7];
        double[] again = new double[7];
        for (double x = CellLayout.BLOCKS_MIN_X; x < CellLayout.BLOCKS_MAX_X; x += 0.03) {
            for (double y = CellLayout.BLOCKS_MIN_Y; y < CellLayout.BINS_Y + 0.03; y += 0.03) {
                ToolPose pose = new ToolPose(x, y, 0.02 + 0.3 * Math.abs(y), 3 * x - 1.5);
                assertTrue(kinematics.inverse(pose, q), "cannot reach " + pose);
                assertEquals(0, kinematics.toolPose(q).distance(pose), 2e-4);
                assertEquals(pose.yaw(), kinematics.toolPose(q).yaw(), 1e-3);
                kinematics.inverse(pose, again);
                assertArrayEquals(q, again);
            }
        }
    }

    @Test
    void shouldSayWhenAPoseIsOutOfReach() {
        assertFalse(kinematics.inverse(new ToolPose(1.2, 0, 0.1, 0), new double[7]));
    }

    private static Path urdf() {
        Path fromModule = Path.of("..", "launch", "urdf", "prolepsis_arm.urdf");
        return Files.exists(fromModule) ? fromModule : Path.of("launch", "urdf", "prolepsis_arm.urdf");
    }

    /** The flange's pose by the definition of the URDF: origins and rotations multiplied one after the other. */
    private static double[][] chain(String urdf, double[] q) {
        double[][] pose = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        Matcher joint = JOINT.matcher(urdf);
        for (int j = 0; joint.find(); j++) {
            String[] xyz = joint.group(1).split(" ", -1);
            double roll = Double.parseDouble(joint.group(2));
            double c = Math.cos(roll);
            double s = Math.sin(roll);
            double[][] origin = {
                {1, 0, 0, Double.parseDouble(xyz[0])},
                {0, c, -s, Double.parseDouble(xyz[1])},
                {0, s, c, Double.parseDouble(xyz[2])},
                {0, 0, 0, 1}
            };
            pose = times(pose, origin);
            if (j < 7) {
                double cq = Math.cos(q[j]);
                double sq = Math.sin(q[j]);
                pose = times(pose, new double[][] {{cq, -sq, 0, 0}, {sq, cq, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}});
            }
        }
        return pose;
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                for (int k = 0; k < 4; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }
}
