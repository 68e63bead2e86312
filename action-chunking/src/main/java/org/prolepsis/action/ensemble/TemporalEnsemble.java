package org.prolepsis.action.ensemble;

import java.util.Arrays;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.Interpolation;

/**
 * ACT's temporal ensemble (arXiv 2304.13705, algorithm 2) and, reading ahead, the proleptic ensemble (arXiv
 * 2410.16981): sum w_i A_{t-i}[i+f] / sum w_i over the chunks that reach index i+f, w = exp(-m rank), rank 0 the oldest
 * of them. When more than {@code maxChunks} reach, the newest of them count and are ranked among themselves.
 */
final class TemporalEnsemble implements ReadStrategy {
    private final boolean proleptic;
    private final boolean oldestFirst;
    private final Interpolation interpolation;
    private final double[] decay;
    private final double[] indices;
    private final int[] reaching;
    private final IncrementalEnsemble incremental;

    /** With running sums where they give the same, or, when these are null, always by the definition. */
    TemporalEnsemble(EnsembleSettings settings, boolean proleptic, IncrementalEnsemble incremental) {
        this.incremental = incremental;
        this.proleptic = proleptic;
        this.oldestFirst = settings.m() >= 0;
        this.interpolation = settings.interpolation();
        int count = settings.maxChunks();
        decay = new double[count];
        indices = new double[count];
        reaching = new int[count];
        for (int rank = 0; rank < count; rank++) {
            decay[rank] = Math.exp(-Math.abs(settings.m()) * rank);
        }
    }

    @Override
    public int read(ChunkBuffer buffer, double virtualNow, double lookAheadSteps, double[] out) {
        double ahead = proleptic ? lookAheadSteps : 0;
        if (incremental != null) {
            int read = incremental.read(buffer, virtualNow, ahead, out);
            if (read != IncrementalEnsemble.NOT_HERE) {
                return read;
            }
        }
        return readAll(buffer, virtualNow, ahead, out);
    }

    @Override
    public void added(ChunkBuffer buffer, boolean newest, double virtualNow, double lookAheadSteps) {
        if (incremental == null) {
            return;
        }
        if (newest) {
            incremental.add(buffer, virtualNow);
        } else {
            incremental.clear(); // the ranks of all later chunks have changed
        }
    }

    @Override
    public void cleared() {
        if (incremental != null) {
            incremental.clear();
        }
    }

    private int readAll(ChunkBuffer buffer, double virtualNow, double ahead, double[] out) {
        int count = collect(buffer, virtualNow, ahead);
        if (count == 0) {
            return 0;
        }
        double total = 0;
        for (int n = 0; n < count; n++) {
            total += decay[n];
        }
        int joints = buffer.chunk(reaching[0]).joints();
        Arrays.fill(out, 0, joints, 0);
        for (int n = 0; n < count; n++) {
            // reaching[] is newest first; a negative m is counted from the newest, where its weights stay finite
            double weight = decay[oldestFirst ? count - 1 - n : n] / total;
            buffer.chunk(reaching[n]).accumulate(indices[n], weight, interpolation, out);
        }
        return count;
    }

    private int collect(ChunkBuffer buffer, double virtualNow, double ahead) {
        int count = 0;
        for (int i = buffer.size() - 1; i >= 0 && count < reaching.length; i--) {
            double index = buffer.index(i, virtualNow, ahead);
            if (buffer.chunk(i).reaches(index)) {
                reaching[count] = i;
                indices[count] = index;
                count++;
            }
        }
        return count;
    }
}
