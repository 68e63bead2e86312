package org.prolepsis.action.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JointLimitsTest {
    private static String refusal(double min, double max, double velocity, double acceleration, double jerk) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new JointLimit("elbow", min, max, velocity, acceleration, jerk))
                .getMessage();
    }

    @Test
    void shouldNameJointAndFieldOfALimitThatCannotBe() {
        assertTrue(refusal(1, 1, 1, 1, 1).contains("joint elbow: minPosition is 1.0"));
        assertTrue(refusal(Double.NaN, 1, 1, 1, 1).contains("minPosition is NaN"));
        assertTrue(refusal(0, 1, 0, 1, 1).contains("joint elbow: maxVelocity is 0.0"));
        assertTrue(refusal(0, 1, 1, Double.NaN, 1).contains("maxAcceleration is NaN"));
        assertTrue(refusal(0, 1, 1, 1, Double.POSITIVE_INFINITY).contains("maxJerk is Infinity"));
    }

    @Test
    void shouldRefuseNoJointsAndRepeatedNames() {
        JointLimit joint = new JointLimit("elbow", 0, 1, 1, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> new JointLimits(List.of()));
        String message = assertThrows(IllegalArgumentException.class, () -> new JointLimits(List.of(joint, joint)))
                .getMessage();
        assertTrue(message.contains("[elbow, elbow]"), message);
    }

    @Test
    void shouldKnowThePanda() {
        JointLimits panda = JointLimits.panda();
        assertEquals(7, panda.count());
        assertEquals("panda_joint4", panda.names().get(3));
        assertEquals(-0.0698, panda.joint(3).maxPosition());
        assertEquals(2.61, panda.joint(6).maxVelocity());
    }
}
