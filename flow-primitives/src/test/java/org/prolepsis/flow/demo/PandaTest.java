package org.prolepsis.flow.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PandaTest {
    /** By hand: stretched up, the hand hangs 0.088 m ahead of the axis, pointing down from the wrist. */
    @Test
    void shouldReachWhatTheLinkLengthsAddUpToWhenAllJointsAreZero() {
        double height = 0.333 + 0.316 + 0.384 - 0.107 - 0.1034;
        assertArrayEquals(new double[] {0.088, 0, height}, Panda.hand(new double[7]), 1e-12);
    }

    /** The published ready pose has the flange at (0.3069, 0, 0.5903), the fingers 0.1034 m straight below. */
    @Test
    void shouldAgreeWithThePublishedReadyPose() {
        double[] ready = {0, -Math.PI / 4, 0, -3 * Math.PI / 4, 0, Math.PI / 2, Math.PI / 4};
        assertArrayEquals(new double[] {0.3069, 0, 0.5903 - 0.1034}, Panda.hand(ready), 1e-4);
    }

    @Test
    void shouldTurnAboutTheVerticalWithTheFirstJoint() {
        double[] turned = {Math.PI / 2, -0.4, 0, -2, 0, 2, 0};
        double[] ahead = {0, -0.4, 0, -2, 0, 2, 0};
        double[] hand = Panda.hand(ahead);
        assertArrayEquals(new double[] {-hand[1], hand[0], hand[2]}, Panda.hand(turned), 1e-12);
    }

    @Test
    void shouldRefuseAWrongNumberOfJoints() {
        assertThrows(IllegalArgumentException.class, () -> Panda.hand(new double[6]));
    }
}
