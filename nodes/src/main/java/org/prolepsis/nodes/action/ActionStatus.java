package org.prolepsis.nodes.action;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.prolepsis.action.control.ControlLoop;
import org.prolepsis.action.control.ExecutorReport;
import org.prolepsis.action.control.ExecutorState;
import org.prolepsis.action.control.Fault;
import org.prolepsis.action.control.Quantiles;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.nodes.status.NodeStatus;

/** Puts what the executor and the control loop report into words and key-values. */
final class ActionStatus {
    private ActionStatus() {}

    /**
     * The status.
     *
     * @param maxSpeed the largest speed that may be asked for
     * @param chunkProblem why the last chunk was refused; empty if it was not
     * @param controllerProblem what is wrong with the controller; empty if nothing is
     */
    static NodeStatus of(
            ExecutorReport report,
            double maxSpeed,
            String chunkProblem,
            String controllerProblem,
            long rejectedChunks,
            long rejectedJointStates) {
        String state = state(report);
        String message = words(report);
        byte level = level(report);
        if (!chunkProblem.isEmpty()) {
            message += "; last chunk refused: " + chunkProblem;
            level = (byte) Math.max(level, DiagnosticStatus.WARN);
        }
        if (!controllerProblem.isEmpty()) {
            message += "; " + controllerProblem;
            level = DiagnosticStatus.ERROR;
        }
        ExecutorReport.ChunkCounts chunks = report.chunks();
        return NodeStatus.builder(level, message)
                .add("state", state)
                .add("fault", report.fault().name().toLowerCase(Locale.ROOT))
                .add("speed", report.speed(), 3)
                .add("max_speed", maxSpeed, 3)
                .add("pace", report.pace(), 3)
                .add("single_steps", report.steps())
                .add("look_ahead_steps", report.lookAheadSteps(), 2)
                .add("lag_s", report.lagSeconds(), 4)
                .add("tracking_error_rad", report.trackingError(), 4)
                .add("chunks_accepted", chunks.accepted())
                .add("chunks_rejected", rejectedChunks)
                .add("chunks_late", chunks.late())
                .add("chunks_future", chunks.future())
                .add("chunks_unwanted", chunks.unwanted())
                .add("chunks_dropped", chunks.queueFull() + chunks.duplicate())
                .add("joint_states_rejected", rejectedJointStates + report.measurementsRejected())
                .add("starved_ticks", report.starvedTicks())
                .add("velocity_saturations", joined(report.velocitySaturations()))
                .add("acceleration_saturations", joined(report.accelerationSaturations()))
                .add("position_saturations", joined(report.positionSaturations()))
                .build();
    }

    /** The state, and why it is not another. */
    static String words(ExecutorReport report) {
        return state(report) + reason(report);
    }

    /** Whether chunks move the arm in a state. */
    static boolean carriesOut(ExecutorState state) {
        return state == ExecutorState.IDLE || state == ExecutorState.RUNNING || state == ExecutorState.PAUSED;
    }

    private static String state(ExecutorReport report) {
        return report.state().name().toLowerCase(Locale.ROOT);
    }

    /** The status with the timing of the control loop. */
    static NodeStatus withTiming(NodeStatus status, ControlLoop.Snapshot timing) {
        NodeStatus.Builder out = NodeStatus.builder(status.level(), status.message())
                .addAll(status)
                .add("ticks", timing.ticks())
                .add("deadline_misses", timing.overruns())
                .add("skipped_ticks", timing.skipped())
                .add("failed_ticks", timing.failures());
        quantiles(out, "jitter_us", timing.jitter());
        quantiles(out, "tick_us", timing.duration());
        return out.build();
    }

    private static void quantiles(NodeStatus.Builder out, String key, Quantiles values) {
        out.add(key + "_p50", values.p50() * 1e-3, 1)
                .add(key + "_p99", values.p99() * 1e-3, 1)
                .add(key + "_p999", values.p999() * 1e-3, 1)
                .add(key + "_max", values.max() * 1e-3, 1);
    }

    private static byte level(ExecutorReport report) {
        boolean fault = report.fault() != Fault.NONE;
        if (fault && report.fault() != Fault.STOP_REQUESTED && report.state() != ExecutorState.WAITING_FOR_STATE) {
            return DiagnosticStatus.ERROR;
        }
        boolean waits = report.state() == ExecutorState.WAITING_FOR_STATE
                || report.state() == ExecutorState.STOPPING
                || report.state() == ExecutorState.PAUSED;
        return fault || waits || report.jointStatesStale() ? DiagnosticStatus.WARN : DiagnosticStatus.OK;
    }

    private static String reason(ExecutorReport report) {
        String latched = report.state() == ExecutorState.HOLDING ? "; call ~reset to go on" : "";
        return switch (report.fault()) {
            case NONE -> reasonWithoutFault(report);
            case STOP_REQUESTED -> ": stop was asked for" + latched;
            case STALE_CHUNK -> ": no new chunk came in time while moving" + latched;
            case STALE_JOINT_STATES -> ": joint_states stopped coming" + latched;
            case TRACKING_ERROR -> ": a joint was too far from its command" + latched;
            case STATE_OUTSIDE_LIMITS -> ": a measured joint is outside its position limits; move it inside";
        };
    }

    private static String reasonWithoutFault(ExecutorReport report) {
        return switch (report.state()) {
            case WAITING_FOR_STATE -> ": no usable joint_states yet";
            case PAUSED ->
                report.speed() == 0
                        ? ": the speed is 0; one above 0 on ~speed goes on"
                        : ": ~pause was called; ~resume goes on";
            default -> "";
        };
    }

    private static String joined(List<Long> counts) {
        return counts.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
