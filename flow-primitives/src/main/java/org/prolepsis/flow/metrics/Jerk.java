package org.prolepsis.flow.metrics;

import org.prolepsis.flow.dataset.MotionSpace;

/**
 * Mean squared jerk by third differences at 100 Hz. A generated motion is first recorded at the demonstrations' own mean
 * rate, then both are read at 100 Hz through the same interpolation, so that neither is smoother by its reading.
 */
final class Jerk {
    private static final double PERIOD = 0.01;

    private final MotionSpace space;
    private final int width;

    Jerk(MotionSpace space, int width) {
        this.space = space;
        this.width = width;
    }

    /** Of a motion recorded at a rate in Hz. */
    double ofMotion(Motion motion, double rate) {
        int samples = Math.max(4, (int) Math.round(motion.duration() * rate) + 1);
        double[] times = new double[samples];
        double[][] values = new double[samples][width];
        for (int i = 0; i < samples; i++) {
            double phase = (double) i / (samples - 1);
            times[i] = phase * motion.duration();
            motion.read(phase, values[i]);
        }
        if (space == MotionSpace.SE3) {
            alignSigns(values);
        }
        return ofRecording(times, values);
    }

    /** Of a recording; quaternions sign-continuous. */
    double ofRecording(double[] times, double[][] values) {
        RecordedMotion motion = new RecordedMotion(space, times, values);
        int samples = Math.max(4, (int) Math.floor(motion.duration() / PERIOD + 1e-6) + 1);
        double[][] points = new double[samples][width];
        for (int i = 0; i < samples; i++) {
            motion.read(Math.min(1, i * PERIOD / motion.duration()), points[i]);
        }
        return meanSquare(points);
    }

    private double meanSquare(double[][] points) {
        int translated = space == MotionSpace.SE3 ? 3 : width;
        double scale = 1 / (PERIOD * PERIOD * PERIOD);
        double sum = 0;
        for (int i = 0; i + 3 < points.length; i++) {
            for (int j = 0; j < translated; j++) {
                double jerk = points[i + 3][j] - 3 * points[i + 2][j] + 3 * points[i + 1][j] - points[i][j];
                sum += jerk * scale * jerk * scale;
            }
            if (space == MotionSpace.SE3) {
                double[] first = turn(points[i], points[i + 1]);
                double[] second = turn(points[i + 1], points[i + 2]);
                double[] third = turn(points[i + 2], points[i + 3]);
                for (int j = 0; j < 3; j++) {
                    double jerk = (third[j] - 2 * second[j] + first[j]) * scale;
                    sum += Trajectory.ROTATION_WEIGHT * jerk * jerk;
                }
            }
        }
        return sum / (points.length - 3);
    }

    /** Rotation vector of the step from a to b in the frame of a: the vector part of conj(a) b, scaled to its angle. */
    private static double[] turn(double[] a, double[] b) {
        double x = a[6] * b[3] - a[3] * b[6] - a[4] * b[5] + a[5] * b[4];
        double y = a[6] * b[4] - a[4] * b[6] - a[5] * b[3] + a[3] * b[5];
        double z = a[6] * b[5] - a[5] * b[6] - a[3] * b[4] + a[4] * b[3];
        double w = a[6] * b[6] + a[3] * b[3] + a[4] * b[4] + a[5] * b[5];
        double sine = Math.sqrt(x * x + y * y + z * z);
        double factor = sine < 1e-12 ? 2 : 2 * Math.atan2(sine, Math.abs(w)) / sine;
        factor = w < 0 ? -factor : factor;
        return new double[] {factor * x, factor * y, factor * z};
    }

    private static void alignSigns(double[][] poses) {
        for (int i = 1; i < poses.length; i++) {
            double dot = 0;
            for (int j = 3; j < poses[i].length; j++) {
                dot += poses[i][j] * poses[i - 1][j];
            }
            for (int j = 3; dot < 0 && j < poses[i].length; j++) {
                poses[i][j] = -poses[i][j];
            }
        }
    }
}
