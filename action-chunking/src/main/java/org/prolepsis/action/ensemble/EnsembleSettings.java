package org.prolepsis.action.ensemble;

import java.util.Objects;
import org.prolepsis.action.chunk.Interpolation;

/**
 * How chunks are read.
 *
 * @param strategy which chunks, and whether ahead
 * @param m decay of the weights exp(-m * rank), rank 0 the oldest; positive trusts old chunks more
 * @param maxChunks at most this many chunks are averaged, the newest ones
 * @param interpolation how to read between two steps
 * @param seamSeconds time constant with which the command goes over to an average that a chunk has changed, s; 0 goes
 *     over at once, as the definitions have it
 */
public record EnsembleSettings(
        Strategy strategy, double m, int maxChunks, Interpolation interpolation, double seamSeconds) {
    /** Time constant of seams unless told otherwise, s. */
    public static final double DEFAULT_SEAM_SECONDS = 0.08;

    /** Most chunks that can be averaged. */
    public static final int CHUNKS_LIMIT = 1024;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if {@code m} is not finite and at most 10 in magnitude
     * @throws IllegalArgumentException if {@code maxChunks} is not in 1 .. {@value #CHUNKS_LIMIT}
     * @throws IllegalArgumentException if {@code seamSeconds} is not in 0 .. 1
     */
    public EnsembleSettings {
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(interpolation, "interpolation");
        if (!(Math.abs(m) <= 10)) {
            throw new IllegalArgumentException("m is " + m + "; it must be from -10 to 10");
        }
        if (maxChunks < 1 || maxChunks > CHUNKS_LIMIT) {
            throw new IllegalArgumentException("maxChunks is " + maxChunks + "; it must be from 1 to " + CHUNKS_LIMIT);
        }
        if (!(seamSeconds >= 0 && seamSeconds <= 1)) {
            throw new IllegalArgumentException("seamSeconds is " + seamSeconds + "; it must be from 0 to 1 s");
        }
    }

    /** Settings with the default seam time. */
    public EnsembleSettings(Strategy strategy, double m, int maxChunks, Interpolation interpolation) {
        this(strategy, m, maxChunks, interpolation, DEFAULT_SEAM_SECONDS);
    }

    /** Proleptic, m = 0.01 as in ACT, up to 100 chunks, cubic between steps. */
    public static EnsembleSettings defaults() {
        return new EnsembleSettings(Strategy.PROLEPTIC, 0.01, 100, Interpolation.CUBIC);
    }

    /** These settings with another strategy. */
    public EnsembleSettings withStrategy(Strategy other) {
        return new EnsembleSettings(other, m, maxChunks, interpolation, seamSeconds);
    }

    /** These settings with another seam time, s. */
    public EnsembleSettings withSeamSeconds(double other) {
        return new EnsembleSettings(strategy, m, maxChunks, interpolation, other);
    }
}
