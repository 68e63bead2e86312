package org.prolepsis.nodes.action;

import java.util.Arrays;
import java.util.List;
import org.prolepsis.action.control.ExecutorSettings;
import org.prolepsis.action.control.WatchdogSettings;
import org.prolepsis.action.ensemble.AdaptiveSettings;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.limit.MotionLimiter;
import org.prolepsis.action.pace.LagSettings;
import org.prolepsis.action.pace.LookAhead;
import org.prolepsis.action.pace.PaceSettings;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.nodes.params.Endpoint;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.params.Parameter;
import org.prolepsis.nodes.robot.RobotDescription;

/**
 * What the action node is told at its start.
 *
 * @param robot joints and limits as they are kept, already scaled
 * @param settings of the executor
 * @param controllerType how commands go out, one of {@link #TYPES}
 * @param controller name of the controller or driver, before resolution
 * @param aheadNanos how long after its tick a point of a trajectory is due
 * @param stepSeconds time between the steps of a chunk of a single step, s
 * @param enabled whether the node starts enabled
 */
record ActionParameters(
        RobotDescription robot,
        ExecutorSettings settings,
        String controllerType,
        String controller,
        long aheadNanos,
        double stepSeconds,
        boolean enabled) {
    static final String JOINT_TRAJECTORY = "joint_trajectory";
    static final String POSITION_ARRAY = "position_array";
    static final String FOLLOW_JOINT_TRAJECTORY = "follow_joint_trajectory";
    static final String HARDWARE = "hardware";
    static final List<String> TYPES = List.of(JOINT_TRAJECTORY, POSITION_ARRAY, FOLLOW_JOINT_TRAJECTORY, HARDWARE);

    private static final double STREAM_AHEAD = 0.02;
    private static final double GOALS_AHEAD = 0.2;
    private static final String AUTO = "auto";

    /** At 25 chunks a second a new motion takes over from the old one in 0.4 s; ACT's own policy averaged 100. */
    private static final int DEFAULT_MAX_CHUNKS = 10;

    static final Parameter<Double> RATE =
            Parameter.number("rate", 200, "Hz", 20, 2000, "Control rate: commands are sent so often.");
    static final Parameter<String> STRATEGY = Parameter.choice(
            "strategy",
            EnsembleSettings.defaults().strategy().label(),
            Arrays.stream(Strategy.values()).map(Strategy::label).toList(),
            "How overlapping chunks become one command.");
    static final Parameter<String> LOOK_AHEAD = Parameter.numberOrWord(
            "look_ahead",
            "auto",
            "policy steps",
            0,
            LookAhead.MAX_STEPS,
            "How far ahead chunks are read; auto makes up for the arm's tracking lag.");
    static final Parameter<Double> MAX_LOOK_AHEAD = Parameter.number(
            "max_look_ahead",
            AdaptiveSettings.defaults().maxLookAheadSteps(),
            "policy steps",
            0,
            LookAhead.MAX_STEPS,
            "Farthest look-ahead of strategy adaptive.");
    static final Parameter<String> GRIPPER_JOINTS = Parameter.text(
            "gripper_joints",
            "",
            "Joints that are grippers, separated by commas; strategy adaptive slows down where they act.");
    static final Parameter<Double> SPEED = Parameter.number(
            "speed", 1, "", 0, 10, "Pace, 1 is as demonstrated, 0 holds; the topic ~speed changes it later.");
    static final Parameter<Double> MAX_SPEED = Parameter.number(
            "max_speed", PaceSettings.defaults().maxSpeed(), "", 0.01, 10, "Largest pace that may be asked for.");
    static final Parameter<Double> LIMIT_FRACTION = Parameter.number(
            "limit_fraction",
            PaceSettings.defaults().limitFraction(),
            "",
            0.1,
            1,
            "Share of the velocity and acceleration limits that the pace is planned with.");
    static final Parameter<Double> M = Parameter.number(
            "m",
            EnsembleSettings.defaults().m(),
            "",
            -10,
            10,
            "Ensemble weights are exp(-m rank), rank 0 the oldest chunk.");
    static final Parameter<Integer> MAX_CHUNKS = Parameter.integer(
            "max_chunks",
            DEFAULT_MAX_CHUNKS,
            "",
            1,
            EnsembleSettings.CHUNKS_LIMIT,
            "So many of the newest chunks are averaged.");
    static final Parameter<Double> SEAM_TIME = Parameter.number(
            "seam_time",
            EnsembleSettings.DEFAULT_SEAM_SECONDS,
            "s",
            0,
            1,
            "Time constant of going over to an average that a new chunk has changed; 0: at once.");
    static final Parameter<Boolean> SYNCHRONIZE =
            Parameter.flag("synchronize", false, "Joints that are asked to jump reach their targets together.");
    static final Parameter<String> CONTROLLER_TYPE = Parameter.choice(
            "controller_type",
            JOINT_TRAJECTORY,
            TYPES,
            "Commands as JointTrajectory or Float64MultiArray messages, as goals of FollowJointTrajectory, or to a driver in"
                    + " this process.");
    static final Parameter<String> COMMAND_AHEAD = Parameter.numberOrWord(
            "command_ahead",
            AUTO,
            "s",
            0.002,
            1,
            "So long after its tick a point of a trajectory is due; longer than the way to the controller takes. auto is "
                    + STREAM_AHEAD + ", and " + GOALS_AHEAD + " for goals, of which one is sent in each half of it.");
    static final Parameter<String> CONTROLLER = Parameter.text(
            "controller",
            "",
            "Controller whose topic or action is used; empty is arm_controller, or joint_group_position_controller for"
                    + " position_array. With hardware, the name of the driver.");
    static final Parameter<Double> DT =
            Parameter.number("dt", 0.04, "s", 0.001, 10, "Policy step of a chunk that has a single point.");
    static final Parameter<Double> STALE_CHUNK = Parameter.number(
            "stale_chunk",
            WatchdogSettings.defaults().staleChunkSeconds(),
            "s",
            0.01,
            60,
            "In motion, longest time without a new chunk before the arm is stopped.");
    static final Parameter<Double> STALE_JOINT_STATES = Parameter.number(
            "stale_joint_states",
            WatchdogSettings.defaults().staleJointStatesSeconds(),
            "s",
            0.01,
            60,
            "Longest time without joint states before the arm is stopped.");
    static final Parameter<Double> TRACKING_ERROR = Parameter.number(
            "tracking_error_limit",
            WatchdogSettings.defaults().trackingErrorLimit(),
            "rad",
            0.001,
            10,
            "Largest distance of a joint from its command before the arm is stopped.");
    static final Parameter<Double> INITIAL_LAG = Parameter.number(
            "initial_lag", 0.05, "s", 0, 0.5, "Tracking lag of the arm that is believed before it has moved.");
    static final Parameter<Double> MAX_LAG = Parameter.number(
            "max_lag",
            0.15,
            "s",
            0.01,
            5,
            "Largest tracking lag that is believed, and so the farthest automatic look-ahead.");
    static final Parameter<Double> VELOCITY_SCALE =
            Parameter.number("velocity_scale", 1, "", 0.01, 1, "Share of the robot's velocity limits that is used.");
    static final Parameter<Double> ACCELERATION_SCALE = Parameter.number(
            "acceleration_scale", 1, "", 0.01, 1, "Share of the robot's acceleration limits that is used.");
    static final Parameter<Integer> CPU = Parameter.integer(
            "cpu", -1, "", -1, 1023, "Core that the control thread is bound to; -1 leaves it to the system.");
    static final Parameter<Integer> PRIORITY = Parameter.integer(
            "realtime_priority",
            0,
            "",
            0,
            99,
            "Priority of the control thread under SCHED_FIFO, which needs the right to it; 0 leaves its scheduling.");
    static final Parameter<Boolean> ENABLED =
            Parameter.flag("enabled", true, "Whether the node may command from its start on, or waits for ~enable.");

    static final NodeDescription DESCRIPTION = new NodeDescription(
            "action",
            "Executes action chunks at the control rate, at a chosen pace, inside the limits of the arm.",
            List.of(
                    RATE,
                    STRATEGY,
                    LOOK_AHEAD,
                    MAX_LOOK_AHEAD,
                    GRIPPER_JOINTS,
                    SPEED,
                    MAX_SPEED,
                    LIMIT_FRACTION,
                    M,
                    MAX_CHUNKS,
                    SEAM_TIME,
                    SYNCHRONIZE,
                    CONTROLLER_TYPE,
                    COMMAND_AHEAD,
                    CONTROLLER,
                    DT,
                    STALE_CHUNK,
                    STALE_JOINT_STATES,
                    TRACKING_ERROR,
                    INITIAL_LAG,
                    MAX_LAG,
                    VELOCITY_SCALE,
                    ACCELERATION_SCALE,
                    RobotDescription.JOINT_LIMITS,
                    RobotDescription.URDF,
                    RobotDescription.JOINTS,
                    CPU,
                    PRIORITY,
                    ENABLED),
            List.of(
                    Endpoint.subscribes(
                            "action_chunk",
                            "trajectory_msgs/JointTrajectory",
                            "Chunks of any policy: stamp of the observation, point i at i·dt, positions of all joints; another"
                                    + " frame_id begins another motion."),
                    Endpoint.subscribes(
                            "joint_states", "sensor_msgs/JointState", "Measured joints; others may be there."),
                    Endpoint.subscribes(
                            "~speed",
                            "std_msgs/Float64",
                            "Another pace, 0 to max_speed; 0 holds the motion on its path."),
                    Endpoint.publishes(
                            "arm_controller/command",
                            "trajectory_msgs/JointTrajectory",
                            "With controller_type joint_trajectory: at each tick the stamped points ahead, the last at rest."),
                    Endpoint.publishes(
                            "joint_group_position_controller/command",
                            "std_msgs/Float64MultiArray",
                            "With controller_type position_array: positions in the order of the joints."),
                    Endpoint.publishes(
                            "~state",
                            "control_msgs/JointTrajectoryControllerState",
                            "Commanded and measured joints, 50 Hz; desired.time_from_start is the motion executed so far."),
                    Endpoint.publishes(
                            "joint_states",
                            "sensor_msgs/JointState",
                            "With controller_type hardware: what the driver measures."),
                    Endpoint.publishes("~status", "diagnostic_msgs/DiagnosticStatus", "State and counters; latched."),
                    Endpoint.publishes(
                            "/diagnostics",
                            "diagnostic_msgs/DiagnosticArray",
                            "The same with the loop's timing, 1 Hz."),
                    Endpoint.serves(
                            "~stop",
                            "std_srvs/Trigger",
                            "Stops the arm in the least time that its limits allow and holds it."),
                    Endpoint.serves(
                            "~pause", "std_srvs/Trigger", "Brings the arm to rest on its path and keeps the motion."),
                    Endpoint.serves("~resume", "std_srvs/Trigger", "Goes on after ~pause."),
                    Endpoint.serves("~step", "std_srvs/Trigger", "While paused: goes on by one policy step and holds."),
                    Endpoint.serves(
                            "~reset", "std_srvs/Trigger", "Clears a stop or fault; the next chunk moves the arm."),
                    Endpoint.serves(
                            "~enable", "std_srvs/SetBool", "Lets the node command, or stops and silences it.")));

    /** Reads and checks all parameters. */
    static ActionParameters read(ParameterTree tree) {
        RobotDescription robot =
                RobotDescription.fromParameters(tree).scaled(VELOCITY_SCALE.read(tree), ACCELERATION_SCALE.read(tree));
        String type = CONTROLLER_TYPE.read(tree);
        String controller = CONTROLLER.read(tree);
        if (controller.isEmpty() && !type.equals(HARDWARE)) {
            controller = type.equals(POSITION_ARRAY) ? "joint_group_position_controller" : "arm_controller";
        }
        String ahead = COMMAND_AHEAD.read(tree);
        double usual = type.equals(FOLLOW_JOINT_TRAJECTORY) ? GOALS_AHEAD : STREAM_AHEAD;
        double seconds = Math.max(3 / RATE.read(tree), ahead.equals(AUTO) ? usual : Double.parseDouble(ahead));
        return new ActionParameters(
                robot, settings(tree), type, controller, Math.round(seconds * 1e9), DT.read(tree), ENABLED.read(tree));
    }

    /** Time from tick to tick, ns. */
    long periodNanos() {
        return Math.round(settings.periodSeconds() * 1e9);
    }

    private static AdaptiveSettings adaptive(ParameterTree tree) {
        AdaptiveSettings usual = AdaptiveSettings.defaults();
        return new AdaptiveSettings(
                MAX_LOOK_AHEAD.read(tree),
                usual.toleranceRad(),
                usual.eventPace(),
                usual.eventSeconds(),
                Arrays.stream(GRIPPER_JOINTS.read(tree).split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }

    private static ExecutorSettings settings(ParameterTree tree) {
        EnsembleSettings ensemble = EnsembleSettings.defaults();
        PaceSettings pace = PaceSettings.defaults();
        LagSettings lag = LagSettings.defaults();
        return new ExecutorSettings(
                1 / RATE.read(tree),
                new EnsembleSettings(
                        Strategy.parse(STRATEGY.read(tree)),
                        M.read(tree),
                        MAX_CHUNKS.read(tree),
                        ensemble.interpolation(),
                        SEAM_TIME.read(tree)),
                LookAhead.parse(LOOK_AHEAD.read(tree)),
                new PaceSettings(
                        SPEED.read(tree), MAX_SPEED.read(tree), pace.slopePerSecond(), LIMIT_FRACTION.read(tree)),
                new LagSettings(INITIAL_LAG.read(tree), MAX_LAG.read(tree), lag.memorySeconds()),
                new WatchdogSettings(
                        STALE_CHUNK.read(tree),
                        STALE_JOINT_STATES.read(tree),
                        TRACKING_ERROR.read(tree),
                        WatchdogSettings.defaults().restVelocity()),
                adaptive(tree),
                SYNCHRONIZE.read(tree) ? MotionLimiter.Synchronization.TIME : MotionLimiter.Synchronization.NONE);
    }
}
