package org.prolepsis.ros;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.prolepsis.graph.GraphException;
import org.prolepsis.ros.log.LoggerLevels;
import org.prolepsis.ros.name.GraphNames;
import org.prolepsis.ros.name.ScalarYaml;

/**
 * What a node is told from outside: where its master is, how it and its names are called, its private parameters.
 * Immutable.
 *
 * @param masterUri the XML-RPC address of the master
 * @param name the base name given by {@code __name:=}; empty for the node's default
 * @param namespace the namespace, starting with {@code /}
 * @param remappings names as the user gave them, not yet resolved
 * @param parameters values of {@code _param:=}, set as {@code ~param} before the node starts
 * @param host the host name or address that peers are told; a loopback host is also bound to loopback only
 * @param arguments what the command line has beside all this, in order
 * @param logFile the file that roslaunch names by {@code __log:=}
 * @param masterWait how long a start waits for the master to answer
 * @param limits what peers may ask of the node
 * @param intraProcess whether messages to and from nodes of this JVM go without a socket
 * @param loggers the levels of the application's loggers; with them the node's log is published on {@code /rosout}, see
 *     {@link org.prolepsis.ros.log.Rosout}
 */
public record NodeConfiguration(
        URI masterUri,
        Optional<String> name,
        String namespace,
        Map<String, String> remappings,
        Map<String, Object> parameters,
        String host,
        List<String> arguments,
        Optional<String> logFile,
        Duration masterWait,
        RosLimits limits,
        boolean intraProcess,
        Optional<LoggerLevels> loggers) {
    private static final Pattern ASSIGNMENT = Pattern.compile("(?s)[~/A-Za-z_][A-Za-z0-9_/]*:=.*");
    private static final String INTRA_PROCESS_VARIABLE = "PROLEPSIS_INTRAPROCESS";
    private static final boolean INTRA_PROCESS =
            !"false".equalsIgnoreCase(System.getProperty("prolepsis.ros.intraProcess"));
    private static final String DEFAULT_MASTER = "http://127.0.0.1:11311";

    public NodeConfiguration {
        if (!"http".equals(masterUri.getScheme()) || masterUri.getHost() == null || masterUri.getPort() < 1) {
            throw new GraphException("the master's address is '" + masterUri
                    + "'; it must look like http://host:11311 (ROS_MASTER_URI or __master:=)");
        }
        name.ifPresent(n -> {
            if (!GraphNames.isLegalBase(n)) {
                throw new GraphException("the node's name is '" + n
                        + "'; it must be a letter followed by letters, digits and '_', without a namespace (__name:=)");
            }
        });
        if (!GraphNames.isGlobal(namespace) || !GraphNames.isLegal(namespace)) {
            throw new GraphException("the namespace is '" + namespace + "'; it must look like /robot/arm (__ns:=)");
        }
        if (host.isBlank()) {
            throw new GraphException("the host is blank; set ROS_IP or ROS_HOSTNAME to an address of this machine");
        }
        namespace = GraphNames.canonical(namespace);
        remappings = Map.copyOf(remappings);
        parameters = Map.copyOf(parameters);
        arguments = List.copyOf(arguments);
    }

    /** A configuration with every default and the given master. */
    public static NodeConfiguration forMaster(URI masterUri) {
        return new NodeConfiguration(
                masterUri,
                Optional.empty(),
                "/",
                Map.of(),
                Map.of(),
                "127.0.0.1",
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(10),
                RosLimits.ofProcess(),
                INTRA_PROCESS,
                Optional.empty());
    }

    /**
     * Reads a command line and an environment as ROS nodes do: {@code from:=to}, {@code _param:=value}, {@code __name:=},
     * {@code __ns:=}, {@code __log:=}, {@code __master:=}, {@code __ip:=}, {@code __hostname:=}; ROS_MASTER_URI,
     * ROS_NAMESPACE, ROS_IP and ROS_HOSTNAME.
     *
     * @throws GraphException if a name or an address is malformed
     */
    public static NodeConfiguration parse(String[] args, Map<String, String> env) {
        Map<String, String> special = new LinkedHashMap<>();
        Map<String, String> remaps = new LinkedHashMap<>();
        Map<String, Object> params = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        for (String arg : args) {
            if (!ASSIGNMENT.matcher(arg).matches()) {
                rest.add(arg);
                continue;
            }
            int split = arg.indexOf(":=");
            String from = arg.substring(0, split).trim();
            String to = arg.substring(split + 2);
            if (from.startsWith("__")) {
                special.put(from, to.trim());
            } else if (from.startsWith("_")) {
                params.put(GraphNames.requireLegal("parameter", from.substring(1)), ScalarYaml.parse(to));
            } else {
                remaps.put(GraphNames.requireLegal("remapping of", from), target(arg, to.trim()));
            }
        }
        return new NodeConfiguration(
                uri(first(special.get("__master"), env.get("ROS_MASTER_URI"), DEFAULT_MASTER)),
                Optional.ofNullable(special.get("__name")),
                globalNamespace(first(special.get("__ns"), env.get("ROS_NAMESPACE"), "/")),
                remaps,
                params,
                host(special, env),
                rest,
                Optional.ofNullable(special.get("__log")),
                Duration.ofSeconds(10),
                RosLimits.of(params),
                intraProcess(env),
                Optional.empty());
    }

    private static boolean intraProcess(Map<String, String> env) {
        String text = first(env.get(INTRA_PROCESS_VARIABLE), null, INTRA_PROCESS ? "1" : "0")
                .trim();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true", "on" -> true;
            case "0", "false", "off" -> false;
            default -> throw new GraphException(INTRA_PROCESS_VARIABLE + " is '" + text + "'; it must be 0 or 1");
        };
    }

    private static String target(String argument, String to) {
        if (to.isEmpty() || !GraphNames.isLegal(to)) {
            throw new GraphException("the remapping '" + argument + "' leads to '" + to + "', which is no ROS name");
        }
        return to;
    }

    /** The order is roscpp's: the command line first, a name before an address. */
    private static String host(Map<String, String> special, Map<String, String> env) {
        String commandLine = first(special.get("__hostname"), special.get("__ip"), "");
        return commandLine.isEmpty()
                ? first(env.get("ROS_HOSTNAME"), env.get("ROS_IP"), "127.0.0.1").trim()
                : commandLine;
    }

    private static String first(String one, String other, String otherwise) {
        if (one != null && !one.isBlank()) {
            return one;
        }
        return other != null && !other.isBlank() ? other : otherwise;
    }

    private static String globalNamespace(String ns) {
        return GraphNames.isGlobal(ns) ? ns : "/" + ns;
    }

    private static URI uri(String text) {
        try {
            return URI.create(text.trim());
        } catch (IllegalArgumentException malformed) {
            throw new GraphException(
                    "the master's address is '" + text
                            + "'; it must look like http://host:11311 (ROS_MASTER_URI or __master:=)",
                    malformed);
        }
    }

    /** The full name of a node that calls itself {@code defaultName}. */
    public String resolvedName(String defaultName) {
        return GraphNames.canonical(GraphNames.join(namespace, name.orElse(defaultName)));
    }

    /** The same with another base name. */
    public NodeConfiguration withName(String newName) {
        return with(parts -> parts.name = Optional.of(newName));
    }

    /** The same in another namespace. */
    public NodeConfiguration withNamespace(String newNamespace) {
        return with(parts -> parts.namespace = globalNamespace(newNamespace));
    }

    /** The same with one more remapping. */
    public NodeConfiguration withRemapping(String from, String to) {
        Map<String, String> more = new LinkedHashMap<>(remappings);
        more.put(from, to);
        return with(parts -> parts.remappings = more);
    }

    /** The same with one more private parameter ({@code "rate"} sets {@code ~rate}). */
    public NodeConfiguration withParameter(String parameter, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return with(parts -> parts.parameters = more);
    }

    /** The same with another host to bind and to tell peers. */
    public NodeConfiguration withHost(String newHost) {
        return with(parts -> parts.host = newHost);
    }

    /** The same with another patience for the master at start. */
    public NodeConfiguration withMasterWait(Duration wait) {
        return with(parts -> parts.masterWait = wait);
    }

    /** The same with other limits on what peers may ask of the node. */
    public NodeConfiguration withLimits(RosLimits limits) {
        return with(parts -> parts.limits = limits);
    }

    /** The same with or without the way around sockets for nodes of one JVM; both ends must have it. */
    public NodeConfiguration withIntraProcess(boolean wanted) {
        return with(parts -> parts.intraProcess = wanted);
    }

    /** The same with a log that is published on {@code /rosout}. */
    public NodeConfiguration withLoggers(LoggerLevels levels) {
        return with(parts -> parts.loggers = Optional.of(levels));
    }

    private NodeConfiguration with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new NodeConfiguration(
                masterUri,
                parts.name,
                parts.namespace,
                parts.remappings,
                parts.parameters,
                parts.host,
                arguments,
                logFile,
                parts.masterWait,
                parts.limits,
                parts.intraProcess,
                parts.loggers);
    }

    /** What a configuration may be changed in, so that each change names only what it changes. */
    private static final class Parts {
        private Optional<String> name;
        private String namespace;
        private Map<String, String> remappings;
        private Map<String, Object> parameters;
        private String host;
        private Duration masterWait;
        private RosLimits limits;
        private boolean intraProcess;
        private Optional<LoggerLevels> loggers;

        Parts(NodeConfiguration from) {
            name = from.name;
            namespace = from.namespace;
            remappings = from.remappings;
            parameters = from.parameters;
            host = from.host;
            masterWait = from.masterWait;
            limits = from.limits;
            intraProcess = from.intraProcess;
            loggers = from.loggers;
        }
    }
}
