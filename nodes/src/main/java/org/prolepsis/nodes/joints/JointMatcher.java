package org.prolepsis.nodes.joints;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the joints of the arm among the names of a message, in whatever order they come. Names that stay the same from
 * message to message are matched once. One thread at a time.
 */
public final class JointMatcher {
    private final String[] joints;
    private final int[] indexes;
    private final boolean extraAllowed;
    private String[] lastNames = new String[0];

    /**
     * @param joints the joints to be found
     * @param extraAllowed whether names that are not among them are ignored; else they are refused
     */
    public JointMatcher(List<String> joints, boolean extraAllowed) {
        this.joints = joints.toArray(new String[0]);
        this.indexes = new int[this.joints.length];
        this.extraAllowed = extraAllowed;
    }

    /**
     * Matches the names of a message.
     *
     * @return for each joint of the arm its index in {@code names}; valid until the next call
     * @throws InvalidInputException if a joint is missing or named twice, or there is one that is not the arm's
     */
    public int[] match(String[] names) {
        if (lastNames.length > 0 && Arrays.equals(names, lastNames)) {
            return indexes;
        }
        lastNames = new String[0];
        Arrays.fill(indexes, -1);
        for (int i = 0; i < names.length; i++) {
            place(names[i], i);
        }
        for (int j = 0; j < joints.length; j++) {
            if (indexes[j] < 0) {
                throw new InvalidInputException(
                        "joint " + joints[j] + " is missing; got " + shown(names) + ", needed are " + shown(joints));
            }
        }
        lastNames = names.clone();
        return indexes;
    }

    private void place(String name, int at) {
        for (int j = 0; j < joints.length; j++) {
            if (joints[j].equals(name)) {
                if (indexes[j] >= 0) {
                    throw new InvalidInputException(
                            "joint " + name + " is named twice, at index " + indexes[j] + " and " + at);
                }
                indexes[j] = at;
                return;
            }
        }
        if (!extraAllowed) {
            throw new InvalidInputException(
                    "unknown joint " + cut(name) + " at index " + at + "; the arm has " + shown(joints));
        }
    }

    private static String shown(String[] names) {
        return names.length == 0 ? "no joints" : cut(String.join(", ", names));
    }

    private static String cut(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }
}
