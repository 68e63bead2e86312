package org.prolepsis.action.ensemble;

import java.util.Arrays;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.Interpolation;

/**
 * The newest chunk, aligned and faded in. A new chunk is shifted in phase to where it best continues what is being
 * executed, in position and velocity, within {@value #WINDOW_STEPS} steps of where its stamp puts it; what was executed
 * fades into it over {@value #FADE_STEPS} steps. So a chunk that says the same a little sooner or later makes no seam at
 * all, and one that says something else is gone over to smoothly, without the average of both being held for longer.
 *
 * <p>Chunks that come out of order are not read. For one thread; allocates nothing.
 */
final class AlignedChunks implements ReadStrategy {
    private static final int WINDOW_STEPS = 8;
    private static final int FADE_STEPS = 4;

    /** Candidates a step. */
    private static final int FINE = 4;

    /** A shift costs like being so large a share of the way gone in it off the command. */
    private static final double SHIFT_COST = 0.1;

    /** Chunks that may still be fading at once. */
    private static final int MOST = 16;

    private final int joints;
    private final Interpolation interpolation;
    private final ActionChunk[] chunks = new ActionChunk[MOST];
    private final double[] origins = new double[MOST];
    private final double[] born = new double[MOST];
    private final double[] stepsPerTick = new double[MOST];
    private final double[] layer;
    private final double[] here;
    private final double[] later;
    private final double[] candidate;
    private final double[] candidateLater;
    private int size;

    AlignedChunks(Interpolation interpolation, int joints) {
        this.interpolation = interpolation;
        this.joints = joints;
        layer = new double[joints];
        here = new double[joints];
        later = new double[joints];
        candidate = new double[joints];
        candidateLater = new double[joints];
    }

    @Override
    public void cleared() {
        Arrays.fill(chunks, null);
        size = 0;
    }

    @Override
    public void added(ChunkBuffer buffer, boolean newest, double virtualNow, double lookAheadSteps) {
        if (!newest) {
            return;
        }
        int last = buffer.size() - 1;
        ActionChunk chunk = buffer.chunk(last);
        double steps = buffer.stepsPerTick(last);
        double index = (virtualNow - buffer.origin(last)) * steps + lookAheadSteps;
        double shift = 0;
        if (blend(virtualNow, lookAheadSteps, here) > 0 && blend(virtualNow + 1 / steps, lookAheadSteps, later) > 0) {
            shift = bestShift(chunk, index);
        }
        forgetFaded(virtualNow);
        if (size == MOST) {
            remove(1);
        }
        chunks[size] = chunk;
        origins[size] = buffer.origin(last) - shift / steps;
        born[size] = virtualNow;
        stepsPerTick[size] = steps;
        size++;
    }

    /** The shift in steps, of least cost, to a fraction of a candidate by the parabola through three. */
    private double bestShift(ActionChunk chunk, double index) {
        double way = 0;
        for (int j = 0; j < joints; j++) {
            way += (later[j] - here[j]) * (later[j] - here[j]);
        }
        int best = 0;
        double least = cost(chunk, index, 0, way);
        for (int i = 1; i <= WINDOW_STEPS * FINE; i++) {
            double ahead = cost(chunk, index, i, way);
            double behind = cost(chunk, index, -i, way);
            if (ahead < least) {
                least = ahead;
                best = i;
            }
            if (behind < least) {
                least = behind;
                best = -i;
            }
        }
        double before = cost(chunk, index, best - 1, way);
        double after = cost(chunk, index, best + 1, way);
        double bend = before + after - 2 * least;
        boolean inside = bend > 0 && bend < Double.POSITIVE_INFINITY;
        double offset = inside ? Math.min(Math.max(0.5 * (before - after) / bend, -0.5), 0.5) : 0;
        return (best + offset) / FINE;
    }

    /** How badly the chunk continues the command from a shifted index on; infinite beyond the chunk. */
    private double cost(ActionChunk chunk, double index, int fineShift, double way) {
        double shift = (double) fineShift / FINE;
        double at = index + shift;
        if (!chunk.reaches(at)) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.fill(candidate, 0);
        Arrays.fill(candidateLater, 0);
        chunk.accumulate(at, 1, interpolation, candidate);
        chunk.accumulate(at + 1, 1, interpolation, candidateLater);
        double sum = SHIFT_COST * SHIFT_COST * shift * shift * way;
        for (int j = 0; j < joints; j++) {
            double off = candidate[j] - here[j];
            double offLater = candidateLater[j] - later[j];
            sum += off * off + offLater * offLater;
        }
        return sum;
    }

    private double fade(int i, double virtualNow) {
        double u = (virtualNow - born[i]) * stepsPerTick[i] / FADE_STEPS;
        double v = Math.min(Math.max(u, 0), 1);
        return v * v * (3 - 2 * v);
    }

    /** Drops the chunks that a later one has wholly taken over from. */
    private void forgetFaded(double virtualNow) {
        int covered = 0;
        for (int i = 1; i < size; i++) {
            if (fade(i, virtualNow) >= 1) {
                covered = i;
            }
        }
        remove(covered);
    }

    private void remove(int count) {
        System.arraycopy(chunks, count, chunks, 0, size - count);
        System.arraycopy(origins, count, origins, 0, size - count);
        System.arraycopy(born, count, born, 0, size - count);
        System.arraycopy(stepsPerTick, count, stepsPerTick, 0, size - count);
        for (int i = size - count; i < size; i++) {
            chunks[i] = null;
        }
        size -= count;
    }

    @Override
    public int read(ChunkBuffer buffer, double virtualNow, double lookAheadSteps, double[] out) {
        return blend(virtualNow, lookAheadSteps, out);
    }

    /** Oldest to newest, each over those before; what no longer reaches is left out. */
    private int blend(double virtualNow, double lookAheadSteps, double[] out) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            double index = (virtualNow - origins[i]) * stepsPerTick[i] + lookAheadSteps;
            if (index > chunks[i].horizon() - 1) {
                continue;
            }
            double share = count == 0 ? 1 : fade(i, virtualNow);
            Arrays.fill(layer, 0);
            chunks[i].accumulate(index, 1, interpolation, layer);
            for (int j = 0; j < joints; j++) {
                out[j] = count == 0 ? layer[j] : out[j] + share * (layer[j] - out[j]);
            }
            count++;
        }
        return count;
    }
}
