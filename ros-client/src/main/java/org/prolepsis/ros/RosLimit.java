package org.prolepsis.ros;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.prolepsis.graph.GraphException;

/**
 * One bound on what peers may ask of a node: for a node the private parameter {@code _limits/NAME:=VALUE} of its command
 * line, for a process the system property {@code prolepsis.ros.NAME} in camel case. The table in docs/ros-client.md is
 * {@link #table()}.
 */
public enum RosLimit {
    MAX_CONNECTIONS("connections", 1024, 1, 1_000_000, "inbound connections open at once on each port"),
    MAX_BUFFERED_BYTES("bytes", 512L << 20, 1 << 16, 1L << 40, "what all inbound connections buffer together"),
    MAX_FRAME_BYTES("bytes", 256L << 20, 1 << 10, 1 << 30, "one message, service request or response"),
    MAX_HEADER_BYTES("bytes", 256L << 10, 1 << 10, 16 << 20, "a TCPROS connection header"),
    MAX_PUBLISHERS("connections", 1024, 1, 100_000, "publishers that one subscription connects to, a thread each"),
    MAX_HTTP_HEAD_BYTES("bytes", 16L << 10, 1 << 10, 1 << 20, "request line and headers of an XML-RPC call"),
    MAX_XML_BYTES("bytes", 32L << 20, 1 << 10, 1 << 30, "the body of an XML-RPC call"),
    MAX_XML_NESTING("levels", 128, 8, 1000, "lists and maps within each other in an XML-RPC call"),
    HEADER_TIMEOUT("s", 10, 0.1, 3600, "until a TCPROS header is complete; a service caller that does not read"),
    REQUEST_TIMEOUT("s", 10, 0.1, 3600, "from the first byte of an XML-RPC call to its last, and for its answer"),
    IDLE_TIMEOUT("s", 300, 0.1, 86400, "between the calls of a kept XML-RPC connection");

    private static final String PARAMETERS = "limits/";
    private static final String PROPERTIES = "prolepsis.ros.";

    private final String unit;
    private final double preset;
    private final double least;
    private final double most;
    private final String help;

    RosLimit(String unit, double preset, double least, double most, String help) {
        this.unit = unit;
        this.preset = preset;
        this.least = least;
        this.most = most;
        this.help = help;
    }

    /** The private parameter, such as {@code limits/max_connections}. */
    public String parameter() {
        return PARAMETERS + name().toLowerCase(Locale.ROOT);
    }

    /** The system property, such as {@code prolepsis.ros.maxConnections}. */
    public String property() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
        return PROPERTIES
                + words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /** The value that holds on this machine unless another is given. */
    private double preset() {
        return switch (this) {
            case MAX_BUFFERED_BYTES ->
                Math.max(least, Math.min(preset, (double) Runtime.getRuntime().maxMemory() / 4));
            // Two ports, and as much again for what the node itself opens.
            case MAX_CONNECTIONS -> Math.max(least, Math.min(preset, (double) maxDescriptors() / 4));
            default -> preset;
        };
    }

    private static long maxDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /**
     * The value from the parameters, or else the system property, or else the preset one.
     *
     * @throws GraphException if it is no number or out of range
     */
    double value(Map<String, ?> parameters) {
        if (parameters.containsKey(parameter())) {
            return checked("_" + parameter() + ":=", parameters.get(parameter()));
        }
        String text = System.getProperty(property());
        return text == null ? preset() : checked("-D" + property() + "=", text.trim());
    }

    private double checked(String source, Object given) {
        double value;
        try {
            value = given instanceof Number number ? number.doubleValue() : Double.parseDouble(String.valueOf(given));
        } catch (NumberFormatException malformed) {
            throw new GraphException(source + given + ": it must be " + range(), malformed);
        }
        boolean whole = unit.equals("s") || value == Math.rint(value);
        if (!whole || !(value >= least && value <= most)) {
            throw new GraphException(source + given + ": it must be " + range());
        }
        return value;
    }

    private String range() {
        return (unit.equals("s") ? "from " : "a whole number from ") + number(least) + " to " + number(most) + " "
                + unit;
    }

    /** @throws GraphException if a parameter under {@code limits/} is none of these */
    static void requireKnown(Map<String, ?> parameters) {
        for (String name : parameters.keySet()) {
            if (name.startsWith(PARAMETERS)
                    && Arrays.stream(values())
                            .noneMatch(limit -> limit.parameter().equals(name))) {
                throw new GraphException("_" + name + " is no limit; there are "
                        + Arrays.stream(values()).map(RosLimit::parameter).collect(Collectors.joining(", ")));
            }
        }
    }

    /** All of them as a table in Markdown. */
    public static String table() {
        StringBuilder table = new StringBuilder(
                        "| `_limits/…:=` | `-Dprolepsis.ros.…=` | default | range | unit | what |\n")
                .append("|---|---|---|---|---|---|\n");
        for (RosLimit limit : values()) {
            table.append(String.format(
                    "| `%s` | `%s` | %s | %s to %s | %s | %s |%n",
                    limit.name().toLowerCase(Locale.ROOT),
                    limit.property().substring(PROPERTIES.length()),
                    number(limit.preset),
                    number(limit.least),
                    number(limit.most),
                    limit.unit,
                    limit.help));
        }
        return table.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
