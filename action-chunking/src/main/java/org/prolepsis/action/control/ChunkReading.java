package org.prolepsis.action.control;

import java.util.Arrays;
import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.Interpolation;
import org.prolepsis.action.ensemble.ReadStrategy;
import org.prolepsis.action.ensemble.SeamBlend;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.limit.MotionLimiter;
import org.prolepsis.action.pace.VirtualTime;

/**
 * What the chunks say at each tick, by a strategy, without a jump where chunks join or run out. The adaptive strategy
 * reads grippers at the present, not ahead: they act when the arm is there, not when it is sent there. Control thread.
 */
final class ChunkReading {
    private final ChunkBuffer buffer;
    private final VirtualTime time;
    private final ReadStrategy strategy;
    private final SeamBlend blend;
    private final SeamMeter meter;
    private final DelayMeter delays = new DelayMeter();
    private final boolean[] arm;
    private final boolean grippersNow;
    private final int joints;
    private final double period;
    private final double[] scratch;
    private final double[] aside;
    private final double[][] was;
    private final double[][] is;

    /** What was read at the last ticks, the latest first, as if the present chunks had been there. */
    private final double[][] past = new double[3][];

    private int remembered;
    private int count;
    private boolean open;

    /** Look-ahead and pace at which the open seam was read before its chunks: after them it is read alike. */
    private double seamAhead;

    private double seamPace;

    ChunkReading(ChunkBuffer buffer, VirtualTime time, boolean[] arm, ExecutorSettings settings) {
        this.buffer = buffer;
        this.time = time;
        this.arm = arm;
        joints = arm.length;
        period = settings.periodSeconds();
        strategy = ReadStrategy.of(settings.ensemble(), joints);
        blend = new SeamBlend(joints, settings.ensemble().seamSeconds(), period);
        meter = new SeamMeter(arm, period);
        boolean gripper = false;
        for (boolean isArm : arm) {
            gripper |= !isArm;
        }
        grippersNow = gripper && settings.ensemble().strategy() == Strategy.ADAPTIVE;
        scratch = new double[joints];
        aside = new double[joints];
        was = new double[SeamMeter.READINGS][joints];
        is = new double[SeamMeter.READINGS][joints];
        for (int i = 0; i < past.length; i++) {
            past[i] = new double[joints];
        }
    }

    /** One tick on. */
    void advance() {
        blend.advance();
    }

    /** Adds a chunk. The seam that it makes, with others of the tick, is closed by the next reading. */
    ChunkBuffer.Verdict add(ActionChunk chunk, double ahead, double pace) {
        if (!open && buffer.size() > 0) {
            int read = readSeries(ahead, pace, was);
            open = read > 0;
            seamAhead = ahead;
            seamPace = pace;
            if (open && ranOut(read)) {
                goOn(was[0], was[1]);
            }
        }
        boolean otherMotion = buffer.size() > 0 && buffer.newest().motion() != chunk.motion();
        ChunkBuffer.Verdict verdict = buffer.add(chunk, time);
        if (otherMotion && verdict == ChunkBuffer.Verdict.ACCEPTED) {
            strategy.cleared();
        }
        if (verdict == ChunkBuffer.Verdict.ACCEPTED || verdict == ChunkBuffer.Verdict.OUT_OF_ORDER) {
            strategy.added(buffer, verdict == ChunkBuffer.Verdict.ACCEPTED, time.now(), ahead);
            delays.count(time.tick() - chunk.observationTick());
        }
        return verdict;
    }

    /** What chunks give now and at the next ticks; returns how many give it now, 0 when they do not reach. */
    private int readSeries(double ahead, double pace, double[][] out) {
        int first = 0;
        for (int i = 0; i < out.length; i++) {
            int read = readAt(time.now() + i * pace, ahead, out[i]);
            if (read == 0 && i < 2) {
                return 0;
            }
            if (read == 0) {
                straightOn(out, i);
            }
            first = i == 0 ? read : first;
        }
        return first;
    }

    /** Whether chunks that were read at the last tick no longer reach. */
    private boolean ranOut(int read) {
        return blend.active() && read < count && remembered == past.length;
    }

    private void straightOn(double[][] series, int i) {
        for (int j = 0; j < joints; j++) {
            series[i][j] = 2 * series[i - 1][j] - series[i - 2][j];
        }
    }

    private int readAt(double virtualTime, double ahead, double[] out) {
        int read = strategy.read(buffer, virtualTime, ahead, out);
        if (read > 0 && grippersNow && strategy.read(buffer, virtualTime, 0, scratch) > 0) {
            for (int j = 0; j < joints; j++) {
                if (!arm[j]) {
                    out[j] = scratch[j];
                }
            }
        }
        return read;
    }

    /** Reads the target of the present, [joints]; returns the number of chunks read, and leaves {@code out} at 0. */
    int read(double ahead, double pace, double[] out) {
        closeSeam();
        int read = readAt(time.now(), ahead, out);
        if (read == 0) {
            return 0;
        }
        if (ranOut(read) && readAt(time.now() + pace, ahead, was[1]) > 0) {
            goOn(out, was[1]);
        }
        remember(read, out);
        blend.addTo(out);
        return read;
    }

    /** The target when every chunk has run out and the newest stands still at its end. */
    void readEnd(double[] out) {
        ActionChunk newest = buffer.newest();
        for (int j = 0; j < joints; j++) {
            out[j] = newest.position(newest.horizon() - 1, j);
        }
        if (ranOut(0)) {
            goOn(out, out);
        }
        remember(0, out);
        blend.addTo(out);
    }

    /** Chunks have run out: goes over to what is left from where the last readings lead to. */
    private void goOn(double[] now, double[] next) {
        for (int j = 0; j < joints; j++) {
            double p1 = past[0][j];
            double p2 = past[1][j];
            double p3 = past[2][j];
            is[0][j] = 3 * p1 - 3 * p2 + p3;
            is[1][j] = 6 * p1 - 8 * p2 + 3 * p3;
        }
        blend.seam(is[0], is[1], now, next);
        remembered = 0;
    }

    private void remember(int read, double[] out) {
        double[] last = past[2];
        past[2] = past[1];
        past[1] = past[0];
        past[0] = last;
        System.arraycopy(out, 0, last, 0, joints);
        remembered = Math.min(remembered + 1, past.length);
        count = read;
    }

    private void closeSeam() {
        if (!open) {
            return;
        }
        open = false;
        if (readSeries(seamAhead, seamPace, is) == 0) {
            return;
        }
        meter.record(was, is);
        blend.seam(was[0], was[1], is[0], is[1]);
        for (int i = 0; i < past.length; i++) {
            for (int j = 0; j < joints; j++) {
                double moved = is[0][j] - was[0][j];
                past[i][j] += moved - (i + 1) * (is[1][j] - was[1][j] - moved);
            }
        }
        count = 0; // how many there are now, the reading that follows says
    }

    /** Goes over from where the joints are to what the chunks give. */
    void join(MotionLimiter limiter, double ahead, double pace) {
        open = false;
        remembered = 0;
        blend.clear();
        if (blend.active() && readSeries(ahead, pace, is) > 0) {
            for (int j = 0; j < joints; j++) {
                was[0][j] = limiter.position(j);
                was[1][j] = was[0][j] + limiter.velocity(j) * period;
            }
            blend.seam(was[0], was[1], is[0], is[1]);
        }
    }

    /** Whether a chunk reaches a reading so far ahead. */
    boolean reaches(double ahead) {
        return readAt(time.now(), ahead, aside) > 0;
    }

    /** How far the newest chunk is from what is read, across the path, rad; 0 when that cannot be said. */
    double besidePath(double ahead) {
        int last = buffer.size() - 1;
        double index = buffer.index(last, time.now(), ahead);
        ActionChunk newest = buffer.chunk(last);
        double step = buffer.stepsPerTick(last);
        if (!newest.reaches(index)
                || readAt(time.now(), ahead, is[0]) == 0
                || readAt(time.now() + 1 / step, ahead, is[1]) == 0) {
            return 0;
        }
        Arrays.fill(scratch, 0);
        newest.accumulate(index, 1, Interpolation.CUBIC, scratch);
        double along = 0;
        double way = 0;
        double off = 0;
        for (int j = 0; j < joints; j++) {
            if (arm[j]) {
                double v = is[1][j] - is[0][j];
                double d = scratch[j] - is[0][j];
                along += v * d;
                way += v * v;
                off += d * d;
            }
        }
        return Math.sqrt(Math.max(0, off - (way > 0 ? along * along / way : 0)));
    }

    /** Forgets the chunks. */
    void clear() {
        buffer.clear();
        strategy.cleared();
        blend.clear();
        remembered = 0;
        count = 0;
        open = false;
    }

    SeamMetrics seams() {
        return meter.metrics();
    }

    DelayStatistics delay() {
        return delays.statistics();
    }
}
