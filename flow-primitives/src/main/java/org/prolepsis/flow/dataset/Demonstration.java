package org.prolepsis.flow.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One demonstrated motion with the sentences that are true of it.
 *
 * <p>The arrays are not copied: treat them as read-only. Immutable but for that, so any thread may read it.
 *
 * @param id unique in its dataset
 * @param times strictly increasing, s, first value not necessarily 0
 * @param values {@code [samples][width]}: joint positions (rad) in the order of the dataset's joint names, or
 *     x, y, z (m), qx, qy, qz, qw (unit quaternion, sign-continuous)
 * @param labels attribute to value, for evaluation only, never for training
 * @param texts at least one sentence
 */
// arrays: a list of boxed numbers would cost ten times the memory and every reader would unbox it
@SuppressWarnings("ArrayRecordComponent")
public record Demonstration(
        String id, double[] times, double[][] values, Map<String, String> labels, List<String> texts) {

    /**
     * Checks the shapes; the content is checked by {@link DatasetReader}.
     *
     * @throws IllegalArgumentException if there are fewer than two samples, or times and values differ in length
     */
    public Demonstration {
        if (times.length < 2 || times.length != values.length) {
            throw new IllegalArgumentException("demonstration " + id + ": got " + times.length + " times and "
                    + values.length + " rows of values, must be equally many and at least 2");
        }
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        texts = List.copyOf(texts);
    }

    /**
     * The number of samples.
     *
     * @return at least 2
     */
    public int size() {
        return times.length;
    }

    /**
     * The time from the first sample to the last.
     *
     * @return s, positive
     */
    public double duration() {
        return times[times.length - 1] - times[0];
    }
}
