package org.prolepsis.nodes.simarm;

import java.util.List;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.nodes.params.Endpoint;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.params.Parameter;
import org.prolepsis.nodes.robot.RobotDescription;

/**
 * What the simulated arm is told at its start.
 *
 * @param robot joints and limits
 * @param settings of the servos
 * @param start joint positions, rad
 * @param rate joint states a second of simulated time, Hz
 * @param publishClock whether simulated time comes from here
 * @param timeScale simulated seconds in a second, with the clock
 * @param tolerances of trajectories that come as goals
 */
record SimArmParameters(
        RobotDescription robot,
        SimulatedArmSettings settings,
        List<Double> start,
        double rate,
        boolean publishClock,
        double timeScale,
        GoalTolerances tolerances) {
    /** Where the default demonstrations begin and end; other arms start in the middle of their ranges. */
    private static final List<Double> PANDA_HOME = List.of(0.0, -0.38, 0.0, -2.12, 0.0, 2.4, 0.785);

    static final Parameter<Double> RATE =
            Parameter.number("rate", 200, "Hz", 10, 2000, "Joint states in a second, and steps of the clock.");
    static final Parameter<Double> LAG = Parameter.number(
            "lag",
            SimulatedArmSettings.DEFAULT.lagSeconds(),
            "s",
            0.002,
            1,
            "How far the joints trail a moving setpoint.");
    static final Parameter<Double> DAMPING = Parameter.number(
            "damping",
            SimulatedArmSettings.DEFAULT.damping(),
            "",
            0.5,
            3,
            "Damping ratio of the servos; 1 is critical.");
    static final Parameter<List<Double>> START = Parameter.numbers(
            "start",
            "rad",
            "one for each joint, inside the limits; empty is the home pose",
            "Joint positions at the start.");
    static final Parameter<Boolean> PUBLISH_CLOCK = Parameter.flag(
            "publish_clock",
            false,
            "Whether simulated time starts here and goes out on /clock; set /use_sim_time before the nodes start.");
    static final Parameter<Double> TIME_SCALE = Parameter.number(
            "time_scale", 1, "", 0.01, 100, "With publish_clock: simulated seconds that pass in a second.");

    static final Parameter<Double> PATH_TOLERANCE = Parameter.number(
            "path_tolerance",
            0,
            "rad",
            0,
            10,
            "How far a joint may be from its set-point while a goal of follow_joint_trajectory is followed; 0: any.");
    static final Parameter<Double> GOAL_TOLERANCE = Parameter.number(
            "goal_tolerance", 0.02, "rad", 0, 10, "How near every joint must come to the end of such a goal; 0: any.");
    static final Parameter<Double> GOAL_TIME =
            Parameter.number("goal_time", 1, "s", 0, 60, "How long after its end such a goal may take to get there.");

    static final NodeDescription DESCRIPTION = new NodeDescription(
            "sim_arm",
            "A simulated arm behind the topics of a real one: joint servos that lag, inside their limits.",
            List.of(
                    RATE,
                    LAG,
                    DAMPING,
                    START,
                    PUBLISH_CLOCK,
                    TIME_SCALE,
                    PATH_TOLERANCE,
                    GOAL_TOLERANCE,
                    GOAL_TIME,
                    RobotDescription.JOINT_LIMITS,
                    RobotDescription.URDF,
                    RobotDescription.JOINTS),
            List.of(
                    Endpoint.subscribes(
                            "arm_controller/command",
                            "trajectory_msgs/JointTrajectory",
                            "Followed as a joint trajectory controller does; no points stops the arm."),
                    Endpoint.subscribes(
                            "joint_group_position_controller/command",
                            "std_msgs/Float64MultiArray",
                            "Positions in the order of the joints."),
                    Endpoint.acts(
                            "arm_controller/follow_joint_trajectory",
                            "control_msgs/FollowJointTrajectory",
                            "The same with tolerances, feedback and a result, as joint_trajectory_controller serves it."),
                    Endpoint.publishes("joint_states", "sensor_msgs/JointState", "Positions and velocities."),
                    Endpoint.publishes("/clock", "rosgraph_msgs/Clock", "With publish_clock."),
                    Endpoint.publishes(
                            "~status", "diagnostic_msgs/DiagnosticStatus", "Commands refused, and why; latched."),
                    Endpoint.publishes("/diagnostics", "diagnostic_msgs/DiagnosticArray", "The same, 1 Hz.")));

    /** Reads and checks all parameters. */
    static SimArmParameters read(ParameterTree tree) {
        RobotDescription robot = RobotDescription.fromParameters(tree);
        List<Double> start = START.read(tree);
        return new SimArmParameters(
                robot,
                new SimulatedArmSettings(LAG.read(tree), DAMPING.read(tree)),
                start.isEmpty() ? home(robot) : start,
                RATE.read(tree),
                PUBLISH_CLOCK.read(tree),
                TIME_SCALE.read(tree),
                GoalTolerances.uniform(
                        robot.size(), PATH_TOLERANCE.read(tree), GOAL_TOLERANCE.read(tree), GOAL_TIME.read(tree)));
    }

    static List<Double> home(RobotDescription robot) {
        if (robot.jointNames().equals(RobotDescription.panda().jointNames())) {
            return PANDA_HOME;
        }
        return robot.limits().joints().stream()
                .map(joint -> (joint.minPosition() + joint.maxPosition()) / 2)
                .toList();
    }
}
