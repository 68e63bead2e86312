package org.prolepsis.nodes.episode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What all episodes of a dataset have in common.
 *
 * @param name of the dataset
 * @param rateHz rows a second
 * @param jointNames of the joints measured and commanded, in the order of the arrays
 * @param blocks how many objects each row has
 */
public record EpisodeFormat(String name, double rateHz, List<String> jointNames, int blocks) {
    private static final double MAX_RATE = 10_000;
    private static final int MAX_BLOCKS = 1000;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the name is blank, the rate not above 0 to 10 kHz, a joint name empty, twice
     *     there, {@code t} or with a comma, or there are fewer than 0 or more than 1000 blocks
     */
    public EpisodeFormat {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name: got a blank text, must be a name");
        }
        if (!(rateHz > 0 && rateHz <= MAX_RATE)) {
            throw new IllegalArgumentException("rate_hz: got " + rateHz + ", must be above 0 to " + MAX_RATE + " Hz");
        }
        if (blocks < 0 || blocks > MAX_BLOCKS) {
            throw new IllegalArgumentException("blocks: got " + blocks + ", must be 0 to " + MAX_BLOCKS);
        }
        jointNames = List.copyOf(jointNames);
        if (jointNames.isEmpty()) {
            throw new IllegalArgumentException("joint_names: got none, must be at least one");
        }
        if (new HashSet<>(columns(jointNames, blocks)).size() != 1 + 2 * jointNames.size() + 8 * blocks) {
            throw new IllegalArgumentException("joint_names: got " + jointNames + ", must be names that differ");
        }
        for (String joint : jointNames) {
            if (joint.isBlank() || joint.contains(",") || !joint.equals(joint.strip())) {
                throw new IllegalArgumentException(
                        "joint_names: got \"" + joint + "\", must be a name without commas or spaces around it");
            }
        }
    }

    /** The time between rows, s. */
    public double periodSeconds() {
        return 1 / rateHz;
    }

    /** The columns of a file, in the order in which they are written. */
    List<String> columns() {
        return columns(jointNames, blocks);
    }

    private static List<String> columns(List<String> joints, int blocks) {
        List<String> columns = new ArrayList<>();
        columns.add("t");
        columns.addAll(joints);
        joints.forEach(joint -> columns.add(joint + "_command"));
        for (int b = 0; b < blocks; b++) {
            for (String field : List.of("color", "x", "y", "z", "qx", "qy", "qz", "qw")) {
                columns.add("block" + b + "_" + field);
            }
        }
        return columns;
    }
}
