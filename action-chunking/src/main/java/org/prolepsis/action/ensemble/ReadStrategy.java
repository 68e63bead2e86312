package org.prolepsis.action.ensemble;

import org.prolepsis.action.chunk.ChunkBuffer;

/** Reads one joint target out of the chunks in a buffer. On the control thread; allocates nothing, throws nothing. */
public interface ReadStrategy {
    /**
     * Reads the target of the present.
     *
     * @param buffer the chunks
     * @param virtualNow virtual time, ticks
     * @param lookAheadSteps how far beyond the present to read, policy steps, at least 0
     * @param out [joints], rad; unchanged when no chunk reaches
     * @return number of chunks read; 0 when none reaches
     */
    int read(ChunkBuffer buffer, double virtualNow, double lookAheadSteps, double[] out);

    /**
     * Tells that a chunk has been added to the buffer. A strategy that keeps nothing from read to read need not be told.
     *
     * @param newest whether it is the newest; otherwise it came out of order
     * @param virtualNow virtual time, ticks
     * @param lookAheadSteps look-ahead, policy steps
     */
    default void added(ChunkBuffer buffer, boolean newest, double virtualNow, double lookAheadSteps) {}

    /** Tells that the buffer has been cleared. */
    default void cleared() {}

    /**
     * The strategy that settings describe, which computes each reading from all chunks anew; nothing but its reads need
     * be called. Aligned chunks exist only as {@link #of(EnsembleSettings, int)}.
     *
     * @throws IllegalArgumentException if the strategy is {@link Strategy#ALIGNED}
     */
    static ReadStrategy of(EnsembleSettings settings) {
        return switch (settings.strategy()) {
            case NEWEST -> new NewestChunk(settings.interpolation());
            case ACT -> new TemporalEnsemble(settings, false, null);
            case PROLEPTIC, ADAPTIVE -> new TemporalEnsemble(settings, true, null);
            case ALIGNED ->
                throw new IllegalArgumentException("aligned chunks remember what was read: give the joints");
        };
    }

    /**
     * The strategy that settings describe. It has to be told of each chunk; what it gives is the same, in less time.
     *
     * @param joints joints of every chunk
     */
    static ReadStrategy of(EnsembleSettings settings, int joints) {
        return switch (settings.strategy()) {
            case ALIGNED -> new AlignedChunks(settings.interpolation(), joints);
            case ACT, PROLEPTIC, ADAPTIVE ->
                new TemporalEnsemble(
                        settings, settings.strategy() != Strategy.ACT, new IncrementalEnsemble(settings, joints));
            case NEWEST -> of(settings);
        };
    }
}
