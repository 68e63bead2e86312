package org.prolepsis.action.ensemble;

import java.util.Arrays;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.Interpolation;

/**
 * The temporal ensemble as running sums: for each policy step to come, the sum of w A over the chunks that reach it, and
 * the sum of w. A new chunk is added to the steps that it covers; a reading at a whole step is then one division a joint,
 * whatever the number of chunks. Between two steps the interpolation is a fixed combination of at most four
 * neighbouring sums, corrected for the few chunks that begin or end among them.
 *
 * <p>Ranks count from the oldest chunk that reaches a step. Within a step a common factor cancels, so the weight
 * exp(-m n) of the n-th chunk made serves every step. No row lives longer than a horizon, so rounding does not build up.
 *
 * <p>The sums say what the definition says where the steps of all chunks that reach the present fall on one grid, none
 * came out of order, none ends before an older one, and none is left out for there being too many; otherwise {@link
 * #read} says {@link #NOT_HERE}, and goes on by itself once the others have passed. For one thread; allocates nothing.
 */
final class IncrementalEnsemble {
    /** Not readable from the sums. */
    static final int NOT_HERE = -1;

    /** Steps and chunks that are kept. */
    private static final int ROWS = 512;

    private static final int MASK = ROWS - 1;

    /** Longest chunk; what is left of the rows are steps that have just passed. */
    private static final int LONGEST = ROWS - 8;

    /** Largest |m| times chunks for which weights stay near enough to each other for exact corrections. */
    private static final double MOST_DECAY = 8;

    /** Largest |exponent| before weights are counted from the present chunk again. */
    private static final double MOST_EXPONENT = 200;

    /** Farthest off the grid that is on it, steps. */
    private static final double OFF_GRID = 1e-9;

    private final int joints;
    private final double m;
    private final int maxChunks;
    private final boolean linear;
    private final double[] sums;
    private final double[] totals = new double[ROWS];
    private final ActionChunk[] chunks = new ActionChunk[ROWS];
    private final long[] starts = new long[ROWS];
    private final double[] weights = new double[ROWS];
    private final double[] coefficients = new double[4];

    private double gridOrigin;
    private double gridStepsPerTick;
    private long reference;
    private double firstTick;
    private long oldest;
    private long next;
    private long lastRow;

    IncrementalEnsemble(EnsembleSettings settings, int joints) {
        this.joints = joints;
        m = settings.m();
        maxChunks = settings.maxChunks();
        linear = settings.interpolation() == Interpolation.LINEAR;
        sums = new double[ROWS * joints];
        clear();
    }

    /** Forgets everything. */
    void clear() {
        Arrays.fill(chunks, null);
        oldest = next;
    }

    /** Adds the newest chunk of a buffer. */
    void add(ChunkBuffer buffer, double virtualNow) {
        int at = buffer.size() - 1;
        ActionChunk chunk = buffer.chunk(at);
        double steps = buffer.stepsPerTick(at);
        long row = gridRow(chunk, buffer.origin(at), steps);
        if (row < 0) {
            if (oldest < next) {
                clear();
            }
            if (chunk.horizon() > LONGEST || Math.abs(m) > 1) {
                return;
            }
            gridOrigin = buffer.origin(at);
            gridStepsPerTick = steps;
            reference = next;
            firstTick = chunk.observationTick();
            row = 0;
            lastRow = -1;
        }
        release(row + (long) Math.floor((virtualNow - buffer.origin(at)) * steps) - 2);
        put(chunk, row);
    }

    /** The step of the grid at which a chunk begins; negative when it does not fit the sums. */
    private long gridRow(ActionChunk chunk, double origin, double steps) {
        if (oldest == next || steps != gridStepsPerTick) {
            return -1;
        }
        double row = (origin - gridOrigin) * steps;
        double whole = Math.rint(row);
        long end = (long) whole + chunk.horizon() - 1;
        boolean fits = Math.abs(row - whole) < OFF_GRID
                && end >= lastRow
                && end - lastRow <= LONGEST
                && whole >= starts[(int) (next - 1 & MASK)]
                && chunk.horizon() <= LONGEST
                && next - oldest < ROWS;
        return fits ? (long) whole : -1;
    }

    private void put(ActionChunk chunk, long row) {
        double exponent = -m * (next - reference);
        if (Math.abs(exponent) > MOST_EXPONENT) {
            rescale(Math.exp(-exponent));
            exponent = 0;
        }
        double weight = Math.exp(exponent);
        for (long gap = lastRow + 1; gap < row; gap++) {
            totals[(int) (gap & MASK)] = 0;
            int at = (int) (gap & MASK) * joints;
            Arrays.fill(sums, at, at + joints, 0);
        }
        int known = (int) Math.max(0, lastRow - row + 1);
        int split = Math.min(known, ROWS - (int) (row & MASK));
        chunk.accumulateSteps(0, split, weight, sums, (int) (row & MASK) * joints);
        chunk.accumulateSteps(split, known - split, weight, sums, 0);
        for (int i = 0; i < known; i++) {
            totals[(int) (row + i & MASK)] += weight;
        }
        for (int i = known; i < chunk.horizon(); i++) {
            int at = (int) (row + i & MASK);
            chunk.scaleSteps(i, 1, weight, sums, at * joints);
            totals[at] = weight;
        }
        lastRow = row + chunk.horizon() - 1;
        int slot = (int) (next & MASK);
        chunks[slot] = chunk;
        starts[slot] = row;
        weights[slot] = weight;
        next++;
    }

    /** Counts weights from the next chunk; once in hundreds of chunks. */
    private void rescale(double factor) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= factor;
        }
        for (int i = 0; i < ROWS; i++) {
            totals[i] *= factor;
            weights[i] *= factor;
        }
        reference = next;
    }

    /** Lets go of the chunks that end before a row. */
    private void release(long row) {
        while (oldest < next && end(oldest) < row) {
            chunks[(int) (oldest & MASK)] = null;
            oldest++;
        }
    }

    private long end(long ordinal) {
        int slot = (int) (ordinal & MASK);
        return starts[slot] + chunks[slot].horizon() - 1;
    }

    /**
     * Reads as {@link ReadStrategy#read} does.
     *
     * @return number of chunks read, 0 when none reaches, {@link #NOT_HERE} when the sums do not say it
     */
    int read(ChunkBuffer buffer, double virtualNow, double ahead, double[] out) {
        int last = buffer.size() - 1;
        if (oldest == next || last < 0 || chunks[(int) (next - 1 & MASK)] != buffer.chunk(last)) {
            return NOT_HERE;
        }
        double index = buffer.index(last, virtualNow, ahead);
        long n = (long) Math.floor(index);
        double u = index - n;
        n += starts[(int) (next - 1 & MASK)];
        if (index < 0 || n - 1 <= lastRow - ROWS || buffer.chunk(0).observationTick() < firstTick) {
            return NOT_HERE;
        }
        long firstThere = firstEndingAt(u == 0 ? n : n + 1);
        int count = (int) (next - firstThere);
        if (count > maxChunks || count > buffer.size() || count * Math.abs(m) > MOST_DECAY) {
            return NOT_HERE;
        }
        if (count == 0) {
            return 0;
        }
        if (u == 0) {
            divide((int) (n & MASK) * joints, totals[(int) (n & MASK)], out);
        } else {
            between(n, u, firstThere, out);
        }
        return count;
    }

    /** The oldest chunk that ends at a row or later. */
    private long firstEndingAt(long row) {
        long low = oldest;
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (end(middle) < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void divide(int at, double total, double[] out) {
        double scale = 1 / total;
        for (int j = 0; j < joints; j++) {
            out[j] = sums[at + j] * scale;
        }
    }

    /** At {@code n + u}: four sums, without the chunks that end before, and with the ends of the others continued straight. */
    private void between(long n, double u, long firstThere, double[] out) {
        setCoefficients(u);
        double c0 = coefficients[0];
        double c1 = coefficients[1];
        double c2 = coefficients[2];
        double c3 = coefficients[3];
        int r0 = (int) (n - 1 & MASK) * joints;
        int r1 = (int) (n & MASK) * joints;
        int r2 = (int) (n + 1 & MASK) * joints;
        int r3 = (int) (n + 2 & MASK) * joints;
        if (n + 2 > lastRow) {
            c3 = 0;
            r3 = r2;
        }
        if (c0 != 0 && n - 1 < firstRow()) {
            c0 = 0;
            r0 = r1;
        }
        for (int j = 0; j < joints; j++) {
            out[j] = c0 * sums[r0 + j] + c1 * sums[r1 + j] + c2 * sums[r2 + j] + c3 * sums[r3 + j];
        }
        double total = totals[(int) (n & MASK)];
        for (long o = firstThere - 1; o >= oldest && end(o) >= n - 1; o--) {
            total -= withoutEnded(o, n, out);
        }
        for (long o = firstThere; o < next && end(o) == n + 1; o++) {
            continueAfter(o, n, out);
        }
        for (long o = next - 1; o >= firstThere && starts[(int) (o & MASK)] == n; o--) {
            continueBefore(o, out);
        }
        double scale = 1 / total;
        for (int j = 0; j < joints; j++) {
            out[j] *= scale;
        }
    }

    private long firstRow() {
        return starts[(int) (oldest & MASK)];
    }

    private void setCoefficients(double u) {
        if (linear) {
            coefficients[0] = 0;
            coefficients[1] = 1 - u;
            coefficients[2] = u;
            coefficients[3] = 0;
        } else {
            coefficients[0] = ((-0.5 * u + 1) * u - 0.5) * u;
            coefficients[1] = (1.5 * u - 2.5) * u * u + 1;
            coefficients[2] = ((-1.5 * u + 2) * u + 0.5) * u;
            coefficients[3] = (0.5 * u - 0.5) * u * u;
        }
    }

    /** Takes out a chunk that ends at n - 1 or n; returns what it weighs in the total of n. */
    private double withoutEnded(long ordinal, long n, double[] out) {
        int slot = (int) (ordinal & MASK);
        ActionChunk chunk = chunks[slot];
        double weight = weights[slot];
        int there = (int) (n - starts[slot]);
        if (there >= 1) {
            chunk.accumulateSteps(there - 1, 1, -weight * coefficients[0], out, 0);
        }
        if (there >= chunk.horizon()) {
            return 0;
        }
        chunk.accumulateSteps(there, 1, -weight * coefficients[1], out, 0);
        return weight;
    }

    /** A chunk that ends at n + 1 goes on straight to n + 2. */
    private void continueAfter(long ordinal, long n, double[] out) {
        int slot = (int) (ordinal & MASK);
        double weight = weights[slot] * coefficients[3];
        int there = (int) (n - starts[slot]);
        chunks[slot].accumulateSteps(there + 1, 1, 2 * weight, out, 0);
        chunks[slot].accumulateSteps(there, 1, -weight, out, 0);
    }

    /** A chunk that begins at n comes straight from n - 1. */
    private void continueBefore(long ordinal, double[] out) {
        int slot = (int) (ordinal & MASK);
        double weight = weights[slot] * coefficients[0];
        chunks[slot].accumulateSteps(0, 1, 2 * weight, out, 0);
        chunks[slot].accumulateSteps(1, 1, -weight, out, 0);
    }
}
