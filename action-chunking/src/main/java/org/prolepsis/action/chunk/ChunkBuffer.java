package org.prolepsis.action.chunk;

import org.prolepsis.action.pace.VirtualTime;

/**
 * The chunks that still reach the present, oldest observation first. Of the control thread alone, which takes chunks
 * from the {@link ChunkQueue}; reading, adding and pruning allocate nothing. The newest chunk stays even when it no
 * longer reaches the present, because its last step is what is known about where to go.
 */
public final class ChunkBuffer {
    /** An index this near to a whole step is that step; sums of paces are not exact. */
    private static final double SNAP = 1e-9;

    private final ActionChunk[] chunks;
    private final double[] origins;
    private final double[] stepsPerTick;
    private final double periodSeconds;
    private final double futureTicks;
    private final double restVelocity;
    private int size;

    /** What became of an added chunk. */
    public enum Verdict {
        /** Taken, and it is the newest. */
        ACCEPTED,
        /** Taken, between or before chunks that came earlier. */
        OUT_OF_ORDER,
        /** Refused: a chunk of that observation is there. */
        DUPLICATE,
        /** Refused: it ends before the present, or its observation is no longer remembered. */
        LATE,
        /** Refused: its observation lies in the future. */
        FUTURE
    }

    /**
     * An empty buffer.
     *
     * @param capacity most chunks kept; the oldest make room
     * @param periodSeconds time from tick to tick, s
     * @param futureTicks how far in the future an observation may be dated (clocks differ), ticks; it counts as present
     * @param restVelocity a chunk that ends slower than this ends at rest, rad/s
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public ChunkBuffer(int capacity, double periodSeconds, double futureTicks, double restVelocity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + "; it must be at least 1");
        }
        this.chunks = new ActionChunk[capacity];
        this.origins = new double[capacity];
        this.stepsPerTick = new double[capacity];
        this.periodSeconds = periodSeconds;
        this.futureTicks = futureTicks;
        this.restVelocity = restVelocity;
    }

    /**
     * Adds a chunk, placing its observation on virtual time. A chunk that ends before the present is late, except a
     * newest one that ends at rest: its goal still holds.
     */
    public Verdict add(ActionChunk chunk, VirtualTime time) {
        double tick = chunk.observationTick();
        if (tick > time.tick() + futureTicks) {
            return Verdict.FUTURE;
        }
        double origin = time.at(tick);
        if (Double.isNaN(origin)) {
            return Verdict.LATE;
        }
        int at = size;
        while (at > 0 && chunks[at - 1].observationTick() > tick) {
            at--;
        }
        if (at > 0 && chunks[at - 1].observationTick() == tick) {
            return Verdict.DUPLICATE;
        }
        boolean newest = at == size;
        if (!chunk.reaches(snapped((time.now() - origin) * (periodSeconds / chunk.stepSeconds())))
                && !(newest && chunk.endsAtRest(restVelocity))) {
            return Verdict.LATE;
        }
        return insert(at, chunk, origin, newest);
    }

    private Verdict insert(int position, ActionChunk chunk, double origin, boolean newest) {
        int at = position;
        if (size == chunks.length) {
            if (at == 0) {
                return Verdict.LATE;
            }
            removeFirst(1);
            at--;
        }
        System.arraycopy(chunks, at, chunks, at + 1, size - at);
        System.arraycopy(origins, at, origins, at + 1, size - at);
        System.arraycopy(stepsPerTick, at, stepsPerTick, at + 1, size - at);
        chunks[at] = chunk;
        origins[at] = origin;
        stepsPerTick[at] = periodSeconds / chunk.stepSeconds();
        size++;
        return newest ? Verdict.ACCEPTED : Verdict.OUT_OF_ORDER;
    }

    /** Drops the chunks that end before the present, but never the newest. */
    public void prune(double virtualNow) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == size - 1 || chunks[i].reaches(index(i, virtualNow))) {
                chunks[kept] = chunks[i];
                origins[kept] = origins[i];
                stepsPerTick[kept] = stepsPerTick[i];
                kept++;
            }
        }
        for (int i = kept; i < size; i++) {
            chunks[i] = null;
        }
        size = kept;
    }

    private void removeFirst(int count) {
        System.arraycopy(chunks, count, chunks, 0, size - count);
        System.arraycopy(origins, count, origins, 0, size - count);
        System.arraycopy(stepsPerTick, count, stepsPerTick, 0, size - count);
        for (int i = size - count; i < size; i++) {
            chunks[i] = null;
        }
        size -= count;
    }

    /** Forgets every chunk. */
    public void clear() {
        removeFirst(size);
    }

    /** Number of chunks. */
    public int size() {
        return size;
    }

    /** Most chunks kept. */
    public int capacity() {
        return chunks.length;
    }

    /** A chunk; 0 is the oldest. */
    public ActionChunk chunk(int i) {
        return chunks[i];
    }

    /** The chunk of the latest observation; null when there is none. */
    public ActionChunk newest() {
        return size == 0 ? null : chunks[size - 1];
    }

    /** Whether there is a chunk and the newest ends at rest. */
    public boolean newestEndsAtRest() {
        return size > 0 && chunks[size - 1].endsAtRest(restVelocity);
    }

    /** Whether there is a chunk and the newest stands still for a time at its end, s. */
    public boolean newestRestsFor(double seconds) {
        return size > 0 && chunks[size - 1].restsFor(seconds, restVelocity);
    }

    /** Where the present is on a chunk, steps since its observation: (V(now) - V(observation)) / dt. */
    public double index(int i, double virtualNow) {
        return snapped((virtualNow - origins[i]) * stepsPerTick[i]);
    }

    private static double snapped(double index) {
        double whole = Math.rint(index);
        return Math.abs(index - whole) < SNAP ? whole : index;
    }
}
