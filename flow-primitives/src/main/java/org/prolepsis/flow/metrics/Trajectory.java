package org.prolepsis.flow.metrics;

import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;

/** Configurations at equal steps of normalised time, and the distance between two such trajectories. */
final class Trajectory {
    /** Enough for 2.5 waves in one motion: twenty readings to each. */
    static final int POINTS = 51;

    static final double ROTATION_WEIGHT = 10;
    private static final int QUATERNION_START = 3;

    private final MotionSpace space;
    private final double[][] points;

    private Trajectory(MotionSpace space, double[][] points) {
        this.space = space;
        this.points = points;
    }

    static Trajectory of(MotionSpace space, Motion motion, int width) {
        double[][] points = new double[POINTS][width];
        for (int i = 0; i < POINTS; i++) {
            motion.read((double) i / (POINTS - 1), points[i]);
        }
        return new Trajectory(space, points);
    }

    static Trajectory of(MotionSpace space, Demonstration demonstration) {
        int width = demonstration.values()[0].length;
        return of(space, new RecordedMotion(space, demonstration.times(), demonstration.values()), width);
    }

    /** Mean over time of 10 |log R|² + |p|², or of |q|². */
    double distance(Trajectory other) {
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += squaredDistance(space, points[i], other.points[i]);
        }
        return sum / points.length;
    }

    static double squaredDistance(MotionSpace space, double[] a, double[] b) {
        if (space == MotionSpace.JOINT) {
            return squaredDistance(a, b, 0, a.length);
        }
        double angle = angle(a, b);
        return ROTATION_WEIGHT * angle * angle + squaredDistance(a, b, 0, QUATERNION_START);
    }

    static double squaredDistance(double[] a, double[] b, int from, int to) {
        double sum = 0;
        for (int j = from; j < to; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }

    /** Angle between two poses' rotations, rad, by the chord: the arc cosine would lose small angles. */
    static double angle(double[] a, double[] b) {
        double minus = 0;
        double plus = 0;
        for (int j = QUATERNION_START; j < QUATERNION_START + 4; j++) {
            minus += (a[j] - b[j]) * (a[j] - b[j]);
            plus += (a[j] + b[j]) * (a[j] + b[j]);
        }
        return 4 * Math.asin(Math.min(1, Math.sqrt(Math.min(minus, plus)) / 2));
    }
}
