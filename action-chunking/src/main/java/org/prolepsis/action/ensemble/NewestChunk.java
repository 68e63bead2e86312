package org.prolepsis.action.ensemble;

import java.util.Arrays;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.Interpolation;

/** Reads the chunk of the latest observation and no other. */
final class NewestChunk implements ReadStrategy {
    private final Interpolation interpolation;

    NewestChunk(Interpolation interpolation) {
        this.interpolation = interpolation;
    }

    @Override
    public int read(ChunkBuffer buffer, double virtualNow, double lookAheadSteps, double[] out) {
        ActionChunk chunk = buffer.newest();
        if (chunk == null) {
            return 0;
        }
        double index = buffer.index(buffer.size() - 1, virtualNow, lookAheadSteps);
        if (!chunk.reaches(index)) {
            return 0;
        }
        Arrays.fill(out, 0, chunk.joints(), 0);
        chunk.accumulate(index, 1, interpolation, out);
        return 1;
    }
}
