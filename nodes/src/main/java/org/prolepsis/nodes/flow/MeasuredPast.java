package org.prolepsis.nodes.flow;

import org.prolepsis.flow.condition.ExecutedPrefix;

/** Where the joints have been lately. Guarded by its user; taking a measurement allocates nothing. */
final class MeasuredPast {
    private static final int SIZE = 16;
    /** So far apart are measurements that are kept, ns: the last 1.6 s in all. */
    private static final long SPACING = 100_000_000L;
    /** How far beside a motion the past may be, rad: candidates are to be told apart, not refused. */
    private static final double DEVIATION = 0.1;

    private final double[][] positions;
    private final long[] stamps = new long[SIZE];
    private int count;
    private int next;

    MeasuredPast(int joints) {
        positions = new double[SIZE][joints];
    }

    /** Takes a measurement, if it is not too near the last one that was kept; time that goes back forgets the past. */
    void take(double[] position, long stampNanos) {
        long last = stamps[(next + SIZE - 1) % SIZE];
        if (count > 0 && stampNanos < last) {
            count = 0;
        }
        if (count == 0 || stampNanos - last >= SPACING) {
            System.arraycopy(position, 0, positions[next], 0, position.length);
            stamps[next] = stampNanos;
            next = (next + 1) % SIZE;
            count = Math.min(SIZE, count + 1);
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * The past as seen from a time.
     *
     * @param nowNanos the time
     * @param pace at which the arm has been going; times are told at pace 1
     */
    ExecutedPrefix before(long nowNanos, double pace) {
        int used = 0;
        while (used < count && nowNanos - stamps[index(used)] <= 2 * SIZE * SPACING) {
            used++;
        }
        int skipped = used > 0 && nowNanos <= stamps[index(0)] ? 1 : 0;
        double[] seconds = new double[used - skipped];
        double[][] past = new double[used - skipped][];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = (nowNanos - stamps[index(i + skipped)]) * 1e-9 * pace;
            past[i] = positions[index(i + skipped)];
        }
        return new ExecutedPrefix(seconds, past, DEVIATION);
    }

    private int index(int back) {
        return (next - 1 - back + 2 * SIZE) % SIZE;
    }
}
