package org.prolepsis.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/** Reads what an {@link ArmLog} writes, as far as it has come. For one thread. */
final class ArmRecord implements AutoCloseable {
    /** Of the action node's default rate. */
    private static final double PERIOD = 0.005;
    /** Of the arithmetic, not of the limits. */
    private static final double ROUNDING = 1e-9;

    private final BufferedReader lines;
    private final StringBuilder unfinished = new StringBuilder();
    private final StringBuilder statuses = new StringBuilder();
    private final Map<String, Map<String, String>> last = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final JointLimits limits = JointLimits.panda();
    private double[] positions;
    private double[] velocities;
    private long commands;
    private double travel;

    ArmRecord(RosShell.Running log) {
        try {
            lines = Files.newBufferedReader(log.output(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every line but the commands, for a message. */
    String text() {
        read();
        return statuses + "commands: " + commands + ", travel: " + travel + " rad";
    }

    /** The value of a key in the last status of a node, or an empty text. */
    String last(String node, String key) {
        read();
        return last.getOrDefault(node, Map.of()).getOrDefault(key, "");
    }

    long count(String node, String key) {
        String value = last(node, key);
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }

    /** The way of all commands, summed over the joints, rad. */
    double travel() {
        read();
        return travel;
    }

    /** The speed of the fastest joint in the last command, rad/s. */
    double speed() {
        read();
        return velocities == null
                ? 0
                : Arrays.stream(velocities).map(Math::abs).max().orElse(0);
    }

    /** Every command outside the robot's limits of position, velocity or, from one to the next, acceleration. */
    List<String> violations() {
        read();
        return violations;
    }

    private void read() {
        try {
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                if (c == '\n') {
                    line(unfinished.toString());
                    unfinished.setLength(0);
                } else {
                    unfinished.append((char) c);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String text) {
        int vectors = text.indexOf(" command [");
        if (vectors >= 0) {
            String[] both = text.substring(vectors + " command [".length(), text.length() - 1)
                    .split("\\] \\[", -1);
            command(numbers(both[0]), numbers(both[1]));
            return;
        }
        statuses.append(text).append('\n');
        int status = text.indexOf(" message=");
        if (status >= 0) {
            Map<String, String> fields = new HashMap<>();
            for (String field : text.substring(status + 1).split("\t", -1)) {
                int equals = field.indexOf('=');
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
            last.put(text.substring(text.indexOf(' ') + 1, status), fields);
        }
    }

    private void command(double[] position, double[] velocity) {
        for (int j = 0; j < limits.count(); j++) {
            JointLimit limit = limits.joint(j);
            double acceleration = velocities == null ? 0 : (velocity[j] - velocities[j]) / PERIOD;
            travel += positions == null ? 0 : Math.abs(position[j] - positions[j]);
            if (position[j] < limit.minPosition() - ROUNDING
                    || position[j] > limit.maxPosition() + ROUNDING
                    || Math.abs(velocity[j]) > limit.maxVelocity() + ROUNDING
                    || Math.abs(acceleration) > limit.maxAcceleration() + ROUNDING / PERIOD) {
                violations.add("command " + commands + ", " + limit.name() + ": " + position[j] + " rad, " + velocity[j]
                        + " rad/s, " + acceleration + " rad/s²");
            }
        }
        positions = position;
        velocities = velocity;
        commands++;
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(", ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
