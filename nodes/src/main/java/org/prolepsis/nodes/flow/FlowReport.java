package org.prolepsis.nodes.flow;

import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.nodes.status.NodeStatus;

/**
 * How the flow node stands.
 *
 * @param state {@code idle}, {@code moving}, {@code stopping} or {@code disabled}
 * @param paused whether the action node's operator holds the motion that is going on
 * @param commands sentences received
 * @param refused of them refused
 * @param text the last sentence, cut to a line
 * @param grounded whether it was carried out
 * @param reason why it was refused or how it was understood
 * @param nearestText the training sentence nearest to it
 * @param score its similarity
 * @param result how the last motion ended: {@code done}, {@code aborted}, {@code stopped}, or empty while there is none
 * @param resultReason why it was aborted
 * @param phase of the motion, 0 to 1
 * @param elapsedSeconds since the motion began, until it was done
 * @param demonstratedSeconds how long it takes as demonstrated
 * @param cost what the command cost
 * @param rejectedJointStates joint states refused
 * @param jointStateProblem why the last joint state was refused; empty if it was not
 */
record FlowReport(
        String state,
        boolean paused,
        long commands,
        long refused,
        String text,
        boolean grounded,
        String reason,
        String nearestText,
        double score,
        String result,
        String resultReason,
        double phase,
        double elapsedSeconds,
        double demonstratedSeconds,
        Cost cost,
        long rejectedJointStates,
        String jointStateProblem) {
    /**
     * What a command cost.
     *
     * @param groundNanos to decide whether it can be carried out, ns
     * @param encodeNanos to encode it, ns
     * @param sampleNanos to sample the motion, ns
     * @param firstChunkNanos from its arrival to its first chunk, ns
     */
    record Cost(long groundNanos, long encodeNanos, long sampleNanos, long firstChunkNanos) {
        static final Cost NONE = new Cost(0, 0, 0, 0);
    }

    NodeStatus toStatus() {
        return NodeStatus.builder(level(), message())
                .add("state", state)
                .add("paused", Boolean.toString(paused))
                .add("commands", commands)
                .add("commands_refused", refused)
                .add("text", text)
                .add("grounded", Boolean.toString(grounded))
                .add("reason", reason)
                .add("nearest_text", nearestText)
                .add("score", score, 3)
                .add("result", result)
                .add("result_reason", resultReason)
                .add("phase", phase, 3)
                .add("elapsed_s", elapsedSeconds, 3)
                .add("demonstrated_s", demonstratedSeconds, 3)
                .add("ground_ms", cost.groundNanos() * 1e-6, 3)
                .add("encode_ms", cost.encodeNanos() * 1e-6, 3)
                .add("sample_ms", cost.sampleNanos() * 1e-6, 3)
                .add("first_chunk_ms", cost.firstChunkNanos() * 1e-6, 3)
                .add("joint_states_rejected", rejectedJointStates)
                .build();
    }

    private boolean lastRefused() {
        return commands > 0 && !grounded;
    }

    private byte level() {
        if (result.equals("aborted")) {
            return DiagnosticStatus.ERROR;
        }
        boolean warn = lastRefused() || !jointStateProblem.isEmpty();
        return warn ? DiagnosticStatus.WARN : DiagnosticStatus.OK;
    }

    private String message() {
        StringBuilder out = new StringBuilder(paused ? state + " (held: the action node is paused)" : state);
        if (lastRefused()) {
            out.append("; refused \"").append(text).append("\": ").append(reason);
        } else if (!result.isEmpty()) {
            out.append("; \"").append(text).append("\" ").append(result);
            if (!resultReason.isEmpty()) {
                out.append(": ").append(resultReason);
            }
        } else if (commands > 0) {
            out.append(": \"").append(text).append('"');
        }
        if (!jointStateProblem.isEmpty()) {
            out.append("; joint_states refused: ").append(jointStateProblem);
        }
        return out.toString();
    }
}
