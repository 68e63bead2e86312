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

    private final int capacity;
    private final int mask;
    private final ActionChunk[] chunks;
    private final double[] origins;
    private final double[] stepsPerTick;
    private final double periodSeconds;
    private final double futureTicks;
    private final double restVelocity;
    private int head;
    private int size;

    /** Whether no chunk ends before an older one; then the first that reach the present end the search for others. */
    private boolean endsInOrder = true;

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
        this.capacity = capacity;
        int length = capacity == 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
        this.mask = length - 1;
        this.chunks = new ActionChunk[length];
        this.origins = new double[length];
        this.stepsPerTick = new double[length];
        this.periodSeconds = periodSeconds;
        this.futureTicks = futureTicks;
        this.restVelocity = restVelocity;
    }

    /**
     * Adds a chunk, placing its observation on virtual time. A chunk that ends before the present is late, except a
     * newest one that ends at rest: its goal still holds. The first chunk of another motion that is no older than the
     * newest takes the place of all that there are; an older one of another motion is late.
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
        boolean otherMotion = size > 0 && chunk(size - 1).motion() != chunk.motion();
        if (otherMotion && chunk(size - 1).observationTick() > tick) {
            return Verdict.LATE;
        }
        int at = otherMotion ? 0 : size;
        while (at > 0 && chunk(at - 1).observationTick() > tick) {
            at--;
        }
        if (at > 0 && chunk(at - 1).observationTick() == tick) {
            return Verdict.DUPLICATE;
        }
        boolean newest = otherMotion || at == size;
        if (!chunk.reaches(snapped((time.now() - origin) * (periodSeconds / chunk.stepSeconds())))
                && !(newest && chunk.endsAtRest(restVelocity))) {
            return Verdict.LATE;
        }
        if (otherMotion) {
            clear();
        }
        return insert(at, chunk, origin, newest);
    }

    private Verdict insert(int position, ActionChunk chunk, double origin, boolean newest) {
        int at = position;
        if (size == capacity) {
            if (at == 0) {
                return Verdict.LATE;
            }
            removeFirst();
            at--;
        }
        for (int i = size; i > at; i--) {
            move(i - 1, i);
        }
        int slot = slot(at);
        chunks[slot] = chunk;
        origins[slot] = origin;
        stepsPerTick[slot] = periodSeconds / chunk.stepSeconds();
        size++;
        endsInOrder = size == 1 || (endsInOrder && newest && end(size - 2) <= end(size - 1));
        return newest ? Verdict.ACCEPTED : Verdict.OUT_OF_ORDER;
    }

    private int slot(int i) {
        return (head + i) & mask;
    }

    private void move(int from, int to) {
        chunks[slot(to)] = chunks[slot(from)];
        origins[slot(to)] = origins[slot(from)];
        stepsPerTick[slot(to)] = stepsPerTick[slot(from)];
    }

    /** Virtual time of a chunk's last step, ticks. */
    private double end(int i) {
        return origins[slot(i)] + (chunk(i).horizon() - 1) / stepsPerTick[slot(i)];
    }

    /** Drops the chunks that end before the present, but never the newest. */
    public void prune(double virtualNow) {
        while (size > 1 && !chunk(0).reaches(index(0, virtualNow))) {
            removeFirst();
        }
        if (endsInOrder) {
            return;
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i == size - 1 || chunk(i).reaches(index(i, virtualNow))) {
                if (kept != i) {
                    move(i, kept);
                }
                kept++;
            }
        }
        for (int i = kept; i < size; i++) {
            chunks[slot(i)] = null;
        }
        size = kept;
    }

    private void removeFirst() {
        chunks[head] = null;
        head = slot(1);
        size--;
    }

    /** Forgets every chunk. */
    public void clear() {
        while (size > 0) {
            removeFirst();
        }
    }

    /** Number of chunks. */
    public int size() {
        return size;
    }

    /** Most chunks kept. */
    public int capacity() {
        return capacity;
    }

    /** A chunk; 0 is the oldest. */
    public ActionChunk chunk(int i) {
        return chunks[slot(i)];
    }

    /** The chunk of the latest observation; null when there is none. */
    public ActionChunk newest() {
        return size == 0 ? null : chunk(size - 1);
    }

    /** Whether there is a chunk and the newest ends at rest. */
    public boolean newestEndsAtRest() {
        return size > 0 && chunk(size - 1).endsAtRest(restVelocity);
    }

    /** Whether there is a chunk and the newest stands still for a time at its end, s. */
    public boolean newestRestsFor(double seconds) {
        return size > 0 && chunk(size - 1).restsFor(seconds, restVelocity);
    }

    /** Where the present is on a chunk, steps since its observation: (V(now) - V(observation)) / dt. */
    public double index(int i, double virtualNow) {
        return snapped((virtualNow - origins[slot(i)]) * stepsPerTick[slot(i)]);
    }

    /** Where a reading some steps ahead of the present is on a chunk, steps since its observation. */
    public double index(int i, double virtualNow, double aheadSteps) {
        return snapped((virtualNow - origins[slot(i)]) * stepsPerTick[slot(i)] + aheadSteps);
    }

    /** Virtual time of a chunk's observation, ticks. */
    public double origin(int i) {
        return origins[slot(i)];
    }

    /** Policy steps that a tick of virtual time is on a chunk. */
    public double stepsPerTick(int i) {
        return stepsPerTick[slot(i)];
    }

    private static double snapped(double index) {
        double whole = Math.rint(index);
        return Math.abs(index - whole) < SNAP ? whole : index;
    }
}
