package org.prolepsis.nodes.recorder;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.prolepsis.nodes.joints.InvalidInputException;

/** What came on one topic, by stamp, as long as a row may need it. */
final class Track<T> {
    /** Kept while nothing is recorded yet, ns. */
    private static final long KEPT_NANOS = 2_000_000_000L;

    private record Timed<T>(long stampNanos, T value) {}

    private final String topic;
    private final Deque<Timed<T>> values = new ArrayDeque<>();
    private int gaps;
    private long longestNanos;

    Track(String topic) {
        this.topic = topic;
    }

    void add(long stampNanos, T value) {
        if (stampNanos <= 0) {
            throw new InvalidInputException(topic + " has no stamp; it must say of which time it is");
        }
        if (!values.isEmpty() && stampNanos <= newestNanos()) {
            throw new InvalidInputException(
                    topic + " is of " + stampNanos + " ns, after one of " + newestNanos() + " ns; stamps must grow");
        }
        values.addLast(new Timed<>(stampNanos, value));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    long newestNanos() {
        return values.isEmpty() ? Long.MIN_VALUE : values.peekLast().stampNanos();
    }

    long oldestNanos() {
        return values.peekFirst().stampNanos();
    }

    /** Forgets what is much older than the newest. */
    void trim() {
        while (values.size() > 1 && values.peekFirst().stampNanos() < newestNanos() - KEPT_NANOS) {
            values.removeFirst();
        }
    }

    /** The value nearest to a time, for times that grow; what lies further back is forgotten. */
    T nearest(long timeNanos, long gapNanos) {
        while (values.size() > 1) {
            Iterator<Timed<T>> iterator = values.iterator();
            long first = iterator.next().stampNanos();
            long second = iterator.next().stampNanos();
            if (Math.abs(second - timeNanos) > Math.abs(first - timeNanos)) {
                break;
            }
            values.removeFirst();
        }
        long off = Math.abs(values.peekFirst().stampNanos() - timeNanos);
        if (off > gapNanos) {
            gaps++;
            longestNanos = Math.max(longestNanos, off);
        }
        return values.peekFirst().value();
    }

    int gaps() {
        return gaps;
    }

    /** For example {@code joint_states: 3 rows without a value of their time, up to 0.120 s off}; empty if none. */
    String gapReport() {
        return gaps == 0
                ? ""
                : String.format(
                        java.util.Locale.ROOT,
                        "%s: %d rows without a value of their time, up to %.3f s off",
                        topic,
                        gaps,
                        longestNanos * 1e-9);
    }
}
