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

    /** The strategy that settings describe. */
    static ReadStrategy of(EnsembleSettings settings) {
        return switch (settings.strategy()) {
            case NEWEST -> new NewestChunk(settings.interpolation());
            case ACT -> new TemporalEnsemble(settings, false);
            case PROLEPTIC, ADAPTIVE -> new TemporalEnsemble(settings, true);
            case ALIGNED -> new NewestChunk(settings.interpolation());
        };
    }
}
