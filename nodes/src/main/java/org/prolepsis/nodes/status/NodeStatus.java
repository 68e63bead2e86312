package org.prolepsis.nodes.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;

/**
 * How a node is, as it goes out in a {@code diagnostic_msgs/DiagnosticStatus}.
 *
 * @param level {@code DiagnosticStatus.OK}, {@code WARN} or {@code ERROR}
 * @param message one line for a person
 * @param values keys and values in order
 */
public record NodeStatus(byte level, String message, Map<String, String> values) {
    public NodeStatus {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** A status to which values are added. */
    public static Builder builder(byte level, String message) {
        return new Builder(level, message);
    }

    /** Writes the status into a message. */
    public void writeTo(DiagnosticStatus out, String name) {
        out.level = level;
        out.name = name;
        out.message = message;
        List<KeyValue> pairs = new ArrayList<>();
        values.forEach((key, value) -> {
            KeyValue pair = new KeyValue();
            pair.key = key;
            pair.value = value;
            pairs.add(pair);
        });
        out.values = pairs.toArray(new KeyValue[0]);
    }

    /** Collects values. */
    public static final class Builder {
        private final byte level;
        private final String message;
        private final Map<String, String> values = new LinkedHashMap<>();

        Builder(byte level, String message) {
            this.level = level;
            this.message = message;
        }

        /** Adds a text. */
        public Builder add(String key, String value) {
            values.put(key, value);
            return this;
        }

        /** Adds a count. */
        public Builder add(String key, long value) {
            return add(key, Long.toString(value));
        }

        /** Adds a number with the given decimals; one that is not finite shows as empty. */
        public Builder add(String key, double value, int decimals) {
            return add(
                    key,
                    Double.isFinite(value) ? String.format(java.util.Locale.ROOT, "%." + decimals + "f", value) : "");
        }

        /** Adds all values of another status. */
        public Builder addAll(NodeStatus other) {
            values.putAll(other.values());
            return this;
        }

        public NodeStatus build() {
            return new NodeStatus(level, message, values);
        }
    }
}
