package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.prolepsis.msgs.control_msgs.QueryTrajectoryState;

/** Debian has no control_msgs to compare with: these are the checksums that published bindings of ROS 1 carry. */
class ControlMsgsTest {
    private static final Map<String, String> PUBLISHED = Map.ofEntries(
            Map.entry("FollowJointTrajectoryGoal", "69636787b6ecbde4d61d711979bc7ecb"),
            Map.entry("FollowJointTrajectoryActionGoal", "cff5c1d533bf2f82dd0138d57f4304bb"),
            Map.entry("FollowJointTrajectoryResult", "493383b18409bfb604b4e26c676401d2"),
            Map.entry("FollowJointTrajectoryFeedback", "10817c60c2486ef6b33e97dcd87f4474"),
            Map.entry("FollowJointTrajectoryActionFeedback", "d8920dc4eae9fc107e00999cce4be641"),
            Map.entry("GripperCommand", "680acaff79486f017132a7f198d40f08"),
            Map.entry("GripperCommandActionResult", "143702cb2df0f163c5283cedc5efc6b6"),
            Map.entry("JointControllerState", "987ad85e4756f3aef7f1e5e7fe0595d1"),
            Map.entry("JointJog", "1685da700c8c2e1254afc92a5fb89c96"),
            Map.entry("JointTolerance", "f544fe9c16cf04547e135dd6063ff5be"),
            Map.entry("JointTrajectoryAction", "a04ba3ee8f6a2d0985a6aeaf23d9d7ad"),
            Map.entry("JointTrajectoryControllerState", "10817c60c2486ef6b33e97dcd87f4474"),
            Map.entry("PidState", "b138ec00e886c10e73f27e8712252ea6"),
            Map.entry("PointHeadGoal", "8b92b1cd5e06c8a94c917dc3209a4c1d"),
            Map.entry("SingleJointPositionGoal", "fbaaa562a23a013fd5053e5f72cbb35c"),
            Map.entry("SingleJointPositionActionFeedback", "3503b7cf8972f90d245850a5d8796cfa"));

    @Test
    void shouldHaveThePublishedChecksums() {
        Map<String, String> ours = GeneratedTypes.messages().stream()
                .filter(t -> t.name().startsWith("control_msgs/"))
                .collect(Collectors.toMap(t -> t.name().substring("control_msgs/".length()), MessageType::md5));
        PUBLISHED.forEach((name, md5) -> assertEquals(md5, ours.get(name), name));
        assertEquals("1f1a6554ad060f44d013e71868403c1a", QueryTrajectoryState.Response.TYPE.md5());
    }
}
