package org.prolepsis.report;

import java.util.Arrays;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.action.limit.JointLimits;

/**
 * The figures of one recording, computed from the commanded values as a controller sees them, by finite differences.
 *
 * <p>A velocity is (q<sub>k</sub> − q<sub>k−1</sub>)/T of the commands of successive ticks, an acceleration
 * (v<sub>k</sub> − v<sub>k−1</sub>)/T, with T the control period: what a limiter bounds at every tick, whenever the
 * command then arrives.
 */
public final class MotionAnalysis {
    /** Rounding of values sent as text or through a difference quotient is not a violation. */
    private static final double TOLERANCE = 1e-6;

    private final Recording recording;
    private final double[][] velocity;
    private final double[][] acceleration;

    public MotionAnalysis(Recording recording) {
        this.recording = recording;
        this.velocity = differences(recording.commanded(), recording.periodSeconds(), 1);
        this.acceleration = differences(velocity, recording.periodSeconds(), 2);
    }

    /** What was analysed. */
    public Recording recording() {
        return recording;
    }

    /** [commands][joints] rad/s; row 0 is zero. */
    public double[][] velocity() {
        return velocity;
    }

    /** [commands][joints] rad/s²; rows 0 and 1 are zero. */
    public double[][] acceleration() {
        return acceleration;
    }

    /**
     * Measured minus commanded position at the same time, [measurements][joints] rad, the command interpolated linearly;
     * NaN where a measurement lies outside the commanded time.
     */
    public double[][] trackingErrors() {
        double[] times = recording.commandTimes();
        int joints = recording.jointNames().size();
        double[][] errors = new double[recording.measured().length][joints];
        int k = 0;
        for (int i = 0; i < errors.length; i++) {
            double t = recording.measuredTimes()[i];
            if (times.length == 0 || t < times[0] || t > times[times.length - 1]) {
                Arrays.fill(errors[i], Double.NaN);
                continue;
            }
            while (k + 1 < times.length && times[k + 1] < t) {
                k++;
            }
            for (int j = 0; j < joints; j++) {
                errors[i][j] = recording.measured()[i][j] - commandedAt(t, k, j);
            }
        }
        return errors;
    }

    /** Root mean square of {@link #trackingErrors} over time and joints, rad; NaN if no measurement can be compared. */
    public double trackingRmse() {
        double sum = 0;
        long count = 0;
        for (double[] row : trackingErrors()) {
            for (double error : row) {
                if (!Double.isNaN(error)) {
                    sum += error * error;
                    count++;
                }
            }
        }
        return count == 0 ? Double.NaN : Math.sqrt(sum / count);
    }

    private double commandedAt(double t, int k, int joint) {
        double[] times = recording.commandTimes();
        double[][] commanded = recording.commanded();
        if (k + 1 >= times.length || times[k + 1] <= times[k]) {
            return commanded[k][joint];
        }
        double part = (t - times[k]) / (times[k + 1] - times[k]);
        return commanded[k][joint] + part * (commanded[k + 1][joint] - commanded[k][joint]);
    }

    /**
     * The number of commanded values, over commands and joints, outside a position, velocity or acceleration limit. A
     * value that is not finite counts.
     */
    public int violations(JointLimits limits) {
        int count = 0;
        for (int i = 0; i < recording.commanded().length; i++) {
            for (int j = 0; j < limits.count(); j++) {
                JointLimit limit = limits.joint(j);
                double q = recording.commanded()[i][j];
                count += q >= limit.minPosition() - TOLERANCE && q <= limit.maxPosition() + TOLERANCE ? 0 : 1;
                count += within(velocity[i][j], limit.maxVelocity()) ? 0 : 1;
                count += within(acceleration[i][j], limit.maxAcceleration()) ? 0 : 1;
            }
        }
        return count;
    }

    private static boolean within(double value, double limit) {
        return Math.abs(value) <= limit * (1 + TOLERANCE) + TOLERANCE;
    }

    /** The largest |value|/limit over rows and joints, and where it is. */
    public static Peak peak(double[][] values, double[] limits) {
        Peak peak = new Peak(0, 0, 0);
        for (double[] row : values) {
            for (int j = 0; j < row.length; j++) {
                double share = Math.abs(row[j]) / limits[j];
                if (share > peak.share()) {
                    peak = new Peak(share, Math.abs(row[j]), j);
                }
            }
        }
        return peak;
    }

    /**
     * The hardest use of a limit.
     *
     * @param share of the limit, 1 at the limit
     * @param value in the limit's unit
     * @param joint index
     */
    public record Peak(double share, double value, int joint) {}

    private static double[][] differences(double[][] values, double period, int first) {
        double[][] out = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            out[i] = new double[values[i].length];
            for (int j = 0; j < values[i].length && i >= first; j++) {
                out[i][j] = (values[i][j] - values[i - 1][j]) / period;
            }
        }
        return out;
    }
}
