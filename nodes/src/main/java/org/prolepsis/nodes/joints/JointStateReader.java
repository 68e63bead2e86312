package org.prolepsis.nodes.joints;

import java.util.List;
import org.prolepsis.msgs.sensor_msgs.JointState;

/**
 * Reads the arm's joints from joint states: other joints are ignored; a message that lacks one of ours, names one twice or
 * has a value that is not finite is refused. A message without velocities reads as velocities of NaN, for the caller to
 * derive. One thread at a time; allocates nothing while names stay the same.
 */
public final class JointStateReader {
    private final String[] joints;
    private final JointMatcher matcher;

    /** A reader of the given joints. */
    public JointStateReader(List<String> joints) {
        this.joints = joints.toArray(new String[0]);
        this.matcher = new JointMatcher(joints, true);
    }

    /**
     * Reads positions and velocities in the order of the arm's joints. The outputs are written only if all is well.
     *
     * @param positionsOut [joints], rad
     * @param velocitiesOut [joints], rad/s; NaN when the message has none
     * @throws InvalidInputException if a joint is missing, named twice or not finite, or an array has another length
     */
    public void read(JointState message, double[] positionsOut, double[] velocitiesOut) {
        int[] indexes = matcher.match(message.name);
        requireLength("position", message.position.length, message.name.length, false);
        requireLength("velocity", message.velocity.length, message.name.length, true);
        requireFinite("position", message.position, indexes);
        boolean velocities = message.velocity.length > 0;
        if (velocities) {
            requireFinite("velocity", message.velocity, indexes);
        }
        for (int j = 0; j < joints.length; j++) {
            positionsOut[j] = message.position[indexes[j]];
            velocitiesOut[j] = velocities ? message.velocity[indexes[j]] : Double.NaN;
        }
    }

    private static void requireLength(String field, int length, int names, boolean emptyAllowed) {
        if (length != names && !(emptyAllowed && length == 0)) {
            throw new InvalidInputException(field + " has " + length + " values for " + names
                    + " joint names; there must be one for each" + (emptyAllowed ? ", or none at all" : ""));
        }
    }

    private void requireFinite(String field, double[] values, int[] indexes) {
        for (int j = 0; j < joints.length; j++) {
            if (!Double.isFinite(values[indexes[j]])) {
                throw new InvalidInputException(field + " of joint " + joints[j] + " (index " + indexes[j] + ") is "
                        + values[indexes[j]] + "; it must be finite");
            }
        }
    }
}
