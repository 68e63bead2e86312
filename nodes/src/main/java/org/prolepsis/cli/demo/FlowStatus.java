package org.prolepsis.cli.demo;

import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;

/**
 * What the flow node says.
 *
 * @param message its line for a person
 * @param commands sentences it has received
 * @param grounded whether the last is carried out
 * @param reason why it was refused
 * @param nearestText the training sentence that it was understood as
 * @param result how the motion ended, empty while it has not
 * @param resultReason why it did not end well
 * @param demonstratedSeconds the duration of the motion as demonstrated, NaN without one
 */
record FlowStatus(
        String message,
        long commands,
        boolean grounded,
        String reason,
        String nearestText,
        String result,
        String resultReason,
        double demonstratedSeconds) {
    static FlowStatus of(DiagnosticStatus message) {
        String commands = value(message, "commands");
        String demonstrated = value(message, "demonstrated_s");
        return new FlowStatus(
                message.message,
                commands.isEmpty() ? -1 : Long.parseLong(commands),
                value(message, "grounded").equals("true"),
                value(message, "reason"),
                value(message, "nearest_text"),
                value(message, "result"),
                value(message, "result_reason"),
                demonstrated.isEmpty() ? Double.NaN : Double.parseDouble(demonstrated));
    }

    /** Whether the node has loaded its model and takes sentences. */
    boolean ready() {
        return commands >= 0;
    }

    /** Whether the last sentence was refused, or its motion is over. */
    boolean ended() {
        return commands > 0 && (!grounded || !result.isEmpty());
    }

    /** What was understood, or why not, or why the motion did not end well. */
    String explanation() {
        if (!grounded) {
            return reason;
        }
        return result.equals("done") ? nearestText : nearestText + " (" + result + ": " + resultReason + ")";
    }

    private static String value(DiagnosticStatus message, String key) {
        for (KeyValue pair : message.values) {
            if (pair.key.equals(key)) {
                return pair.value;
            }
        }
        return "";
    }
}
