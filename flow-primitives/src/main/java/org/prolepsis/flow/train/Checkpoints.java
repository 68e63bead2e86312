package org.prolepsis.flow.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where a run leaves what it has got to, so that it may be ended at any moment and gone on with. A run that finds the
 * checkpoint of an earlier run of the same data, settings and encoder goes on there and ends with the same weights, bit
 * for bit, as if it had never been ended; the checkpoint of another run is refused.
 *
 * @param file the checkpoint; written beside its place and moved there whole
 * @param every the least time between two checkpoints; zero for one after each step
 */
public record Checkpoints(Path file, Duration every) {
    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if the time is negative
     */
    public Checkpoints {
        Objects.requireNonNull(file, "file");
        if (every.isNegative()) {
            throw new IllegalArgumentException("checkpoints every " + every + "; it must be zero or more");
        }
    }

    /**
     * A checkpoint every five seconds: some hundredths of a second each.
     *
     * @param file the checkpoint
     * @return where to leave it
     */
    public static Checkpoints at(Path file) {
        return new Checkpoints(file, Duration.ofSeconds(5));
    }
}
