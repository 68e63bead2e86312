package org.prolepsis.cli.demo;

import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;

/**
 * What the flow node says of a command.
 *
 * @param state of the node
 * @param command the sentence it is about
 * @param explanation what was understood, or why not
 * @param demonstratedSeconds the duration of the motion as demonstrated, or null
 */
record FlowStatus(String state, String command, String explanation, Double demonstratedSeconds) {
    static FlowStatus of(DiagnosticStatus message) {
        return new FlowStatus(value(message, "state"), value(message, "command"), message.message, null);
    }

    boolean grounded() {
        return !state.equals("refused");
    }

    boolean ended() {
        return state.equals("refused") || state.equals("done");
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
