package org.prolepsis.nodes.flow;

import java.util.List;
import org.prolepsis.flow.phase.PhaseSettings;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.nodes.params.Endpoint;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.params.Parameter;

/**
 * What the flow node is told at its start.
 *
 * @param model path of the bundle; empty is the default model
 * @param guidance gamma as a number, or {@code model} for the model's own
 * @param policyRate chunks a second, Hz
 * @param horizon points of a chunk
 * @param dt time between points, s
 * @param seed of the first command's sample; each command takes the next
 * @param blend how long a motion takes to join from the measured state, s
 * @param candidates motions that are drawn to choose from
 * @param execution when a motion is done or given up
 * @param phase how the phase is estimated
 * @param staleJointStates oldest joint state from which anything is computed, s
 * @param enabled whether the node starts enabled
 */
record FlowParameters(
        String model,
        String guidance,
        double policyRate,
        int horizon,
        double dt,
        int seed,
        double blend,
        int candidates,
        ExecutionSettings execution,
        PhaseSettings phase,
        double staleJointStates,
        boolean enabled) {
    static final String GUIDANCE_OF_MODEL = "model";
    static final Parameter<String> MODEL = Parameter.text(
            "model", "", "Folder of a model bundle; empty is the default model, trained when it is absent.");
    static final Parameter<String> GUIDANCE = Parameter.numberOrWord(
            "guidance",
            GUIDANCE_OF_MODEL,
            "",
            0,
            20,
            "How much the sentence counts: 0 not at all, 1 as trained, more exaggerates; model takes the model's own.");
    static final Parameter<Double> POLICY_RATE =
            Parameter.number("policy_rate", 25, "Hz", 1, 200, "So often a chunk is cut from where the arm has got to.");
    static final Parameter<Integer> HORIZON = Parameter.integer("horizon", 50, "points", 2, 1000, "Length of a chunk.");
    static final Parameter<Double> DT =
            Parameter.number("dt", 0.04, "s", 0.001, 1, "Time between the points of a chunk.");
    static final Parameter<Integer> SEED = Parameter.integer(
            "seed",
            1,
            "",
            0,
            Integer.MAX_VALUE,
            "Seed of the first command's motion; each command takes the next one.");
    static final Parameter<Double> BLEND = Parameter.number(
            "blend", 1.0, "s", 0.05, 10, "How long a motion takes to join from the measured position and velocity.");
    static final Parameter<Integer> CANDIDATES = Parameter.integer(
            "candidates",
            8,
            "",
            1,
            256,
            "So many motions are drawn for a sentence; the one that goes on best from what the arm has been doing is taken.");
    static final Parameter<Double> TIMEOUT =
            Parameter.number("timeout", 2.0, "s", 0.1, 60, "A motion that makes no progress for so long is given up.");
    static final Parameter<Double> SETTLE_POSITION = Parameter.number(
            "settle_position", 0.05, "rad", 1e-4, 1, "A motion is done when every joint is so near its end,");
    static final Parameter<Double> SETTLE_VELOCITY =
            Parameter.number("settle_velocity", 0.05, "rad/s", 1e-4, 1, "and no faster than this.");
    static final Parameter<Double> JOINT_DEVIATION = Parameter.number(
            "joint_deviation",
            PhaseSettings.DEFAULT.jointDeviation(),
            "rad",
            1e-5,
            1,
            "How far the joints are expected beside the path, standard deviation.");
    static final Parameter<Double> MAX_PACE = Parameter.number(
            "max_pace", PhaseSettings.DEFAULT.maxPace(), "", 1, 20, "Fastest pace at which the phase may go on.");
    static final Parameter<Double> STALE_JOINT_STATES = Parameter.number(
            "stale_joint_states", 0.3, "s", 0.01, 60, "A command is refused when the newest joint state is older.");
    static final Parameter<Boolean> ENABLED =
            Parameter.flag("enabled", true, "Whether commands are carried out from the start on, or after ~enable.");

    static final NodeDescription DESCRIPTION = new NodeDescription(
            "flow",
            "Turns a sentence into a motion sampled from a learned model, and the motion into chunks from wherever the arm"
                    + " has got to.",
            List.of(
                    MODEL,
                    GUIDANCE,
                    POLICY_RATE,
                    HORIZON,
                    DT,
                    SEED,
                    BLEND,
                    CANDIDATES,
                    TIMEOUT,
                    SETTLE_POSITION,
                    SETTLE_VELOCITY,
                    JOINT_DEVIATION,
                    MAX_PACE,
                    STALE_JOINT_STATES,
                    ENABLED),
            List.of(
                    Endpoint.subscribes("command", "std_msgs/String", "What to do, in words."),
                    Endpoint.subscribes(
                            "joint_states", "sensor_msgs/JointState", "Measured joints; others may be there."),
                    Endpoint.acts(
                            "~execute_text",
                            "prolepsis_msgs/ExecuteText",
                            "The same with feedback, a result and cancelling; a pace of its own if wanted."),
                    Endpoint.subscribes(
                            "action/state",
                            "control_msgs/JointTrajectoryControllerState",
                            "The action node's progress; without it the phase goes by measured joints alone."),
                    Endpoint.subscribes(
                            "action/status",
                            "diagnostic_msgs/DiagnosticStatus",
                            "Status of the action node: a motion that it stops is given up."),
                    Endpoint.publishes(
                            "action/speed", "std_msgs/Float64", "The pace of a goal, to the action node, and back."),
                    Endpoint.publishes(
                            "action_chunk",
                            "trajectory_msgs/JointTrajectory",
                            "The motion ahead: stamp of the joint state it was computed from, point i at i·dt."),
                    Endpoint.publishes(
                            "preview",
                            "nav_msgs/Path",
                            "Where the hand will go, in the frame panda_link0; latched; for the Panda only."),
                    Endpoint.publishes(
                            "~status",
                            "diagnostic_msgs/DiagnosticStatus",
                            "What was understood, how far the motion is, how it ended; latched."),
                    Endpoint.publishes("/diagnostics", "diagnostic_msgs/DiagnosticArray", "The same, 1 Hz."),
                    Endpoint.serves("~stop", "std_srvs/Trigger", "Gives the motion up; the arm comes to rest."),
                    Endpoint.serves("~reset", "std_srvs/Trigger", "Forgets the last result."),
                    Endpoint.serves(
                            "~enable", "std_srvs/SetBool", "Takes commands, or gives the motion up and takes none.")));

    /** Reads and checks all parameters. */
    static FlowParameters read(ParameterTree tree) {
        return new FlowParameters(
                MODEL.read(tree),
                GUIDANCE.read(tree),
                POLICY_RATE.read(tree),
                HORIZON.read(tree),
                DT.read(tree),
                SEED.read(tree),
                BLEND.read(tree),
                CANDIDATES.read(tree),
                new ExecutionSettings(TIMEOUT.read(tree), SETTLE_POSITION.read(tree), SETTLE_VELOCITY.read(tree)),
                new PhaseSettings(
                        JOINT_DEVIATION.read(tree),
                        PhaseSettings.DEFAULT.paceVariance(),
                        PhaseSettings.DEFAULT.leastPace(),
                        MAX_PACE.read(tree),
                        PhaseSettings.DEFAULT.margin()),
                STALE_JOINT_STATES.read(tree),
                ENABLED.read(tree));
    }
}
