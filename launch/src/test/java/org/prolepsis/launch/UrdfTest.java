package org.prolepsis.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.prolepsis.nodes.robot.RobotDescription;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class UrdfTest {
    /** Published Denavit-Hartenberg parameters of the Panda, Craig's convention: a (m), d (m), alpha (rad). */
    private static final double[][] DH = {
        {0, 0.333, 0},
        {0, 0, -Math.PI / 2},
        {0, 0.316, Math.PI / 2},
        {0.0825, 0, Math.PI / 2},
        {-0.0825, 0.384, -Math.PI / 2},
        {0, 0, Math.PI / 2},
        {0.088, 0, Math.PI / 2},
        {0, 0.107, 0}
    };

    private final Document urdf;

    UrdfTest() throws Exception {
        urdf = RosPackage.xml(RosPackage.ROOT.resolve("urdf/prolepsis_arm.urdf"));
    }

    private List<Element> revolute() {
        return RosPackage.elements(urdf, "joint").stream()
                .filter(j -> j.getAttribute("type").equals("revolute"))
                .toList();
    }

    private static Element child(Element parent, String tag) {
        return (Element) parent.getElementsByTagName(tag).item(0);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void shouldHaveTheJointsAndLimitsOfTheConfiguration() {
        RobotDescription panda = RobotDescription.panda();
        List<Element> joints = revolute();
        assertEquals(
                panda.jointNames(),
                joints.stream().map(j -> j.getAttribute("name")).toList());
        for (int i = 0; i < joints.size(); i++) {
            Element limit = child(joints.get(i), "limit");
            var expected = panda.limits().joints().get(i);
            assertEquals(expected.minPosition(), number(limit, "lower"));
            assertEquals(expected.maxPosition(), number(limit, "upper"));
            assertEquals(expected.maxVelocity(), number(limit, "velocity"));
            assertTrue(number(limit, "effort") > 0);
        }
    }

    @Test
    void shouldBeOneChainOfLinksWithSimpleShapes() {
        List<Element> joints = RosPackage.elements(urdf, "joint");
        for (int i = 0; i < joints.size(); i++) {
            assertEquals("panda_link" + i, child(joints.get(i), "parent").getAttribute("link"));
            assertEquals("panda_link" + (i + 1), child(joints.get(i), "child").getAttribute("link"));
        }
        assertEquals(joints.size() + 1, RosPackage.elements(urdf, "link").size());
        assertEquals(0, RosPackage.elements(urdf, "mesh").size());
    }

    @Test
    void shouldPutTheFlangeWhereThePublishedKinematicsDo() {
        Random random = new Random(7);
        for (int sample = 0; sample < 100; sample++) {
            double[] q = random.doubles(7, -2, 2).toArray();
            double[] expected = denavitHartenberg(q);
            double[] actual = throughUrdf(q);
            assertArrayEquals(expected, actual, 1e-12, Arrays.toString(q));
        }
    }

    private static double[] denavitHartenberg(double[] q) {
        double[] pose = identity();
        for (int i = 0; i < DH.length; i++) {
            double theta = i < q.length ? q[i] : 0;
            pose = times(pose, rotationX(DH[i][2]));
            pose = times(pose, translation(DH[i][0], 0, 0));
            pose = times(pose, rotationZ(theta));
            pose = times(pose, translation(0, 0, DH[i][1]));
        }
        return pose;
    }

    private double[] throughUrdf(double[] q) {
        double[] pose = identity();
        int moving = 0;
        for (Element joint : RosPackage.elements(urdf, "joint")) {
            Element origin = child(joint, "origin");
            double[] xyz = numbers(origin.getAttribute("xyz"));
            double[] rpy = numbers(origin.getAttribute("rpy"));
            assertEquals(0, rpy[1] + rpy[2], "only rotations about x are used");
            pose = times(pose, translation(xyz[0], xyz[1], xyz[2]));
            pose = times(pose, rotationX(rpy[0]));
            if (joint.getAttribute("type").equals("revolute")) {
                assertEquals("0 0 1", child(joint, "axis").getAttribute("xyz"));
                pose = times(pose, rotationZ(q[moving++]));
            }
        }
        return pose;
    }

    private static double[] numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            numbers.add(Double.valueOf(word));
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Poses are 4 x 4 matrices in row order. */
    private static double[] times(double[] a, double[] b) {
        double[] c = new double[16];
        for (int i = 0; i < 16; i++) {
            for (int k = 0; k < 4; k++) {
                c[i] += a[i / 4 * 4 + k] * b[k * 4 + i % 4];
            }
        }
        return c;
    }

    private static double[] identity() {
        return translation(0, 0, 0);
    }

    private static double[] translation(double x, double y, double z) {
        return new double[] {1, 0, 0, x, 0, 1, 0, y, 0, 0, 1, z, 0, 0, 0, 1};
    }

    private static double[] rotationX(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new double[] {1, 0, 0, 0, 0, c, -s, 0, 0, s, c, 0, 0, 0, 0, 1};
    }

    private static double[] rotationZ(double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        return new double[] {c, -s, 0, 0, s, c, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
    }
}
