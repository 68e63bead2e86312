package org.prolepsis.flow.curve;

import java.util.Arrays;
import org.prolepsis.flow.dataset.MotionSpace;

/**
 * The coordinates that curves are drawn in: joint positions as they are, or position and rotation vector about a
 * reference orientation for poses. Immutable and thread-safe.
 */
public final class Chart {
    /** The weight of a squared rotation against a squared position in the trajectory distance (MMFP, section IV). */
    public static final double ROTATION_WEIGHT = 10;

    private final MotionSpace space;
    private final int coordinates;
    private final double[] reference;

    private Chart(MotionSpace space, int coordinates, double[] reference) {
        this.space = space;
        this.coordinates = coordinates;
        this.reference = reference;
    }

    /**
     * A chart of joint positions.
     *
     * @param joints how many, at least 1
     * @return the chart
     * @throws IllegalArgumentException if there are none
     */
    public static Chart joint(int joints) {
        if (joints < 1) {
            throw new IllegalArgumentException("got " + joints + " joints, at least 1 is needed");
        }
        return new Chart(MotionSpace.JOINT, joints, new double[0]);
    }

    /**
     * A chart of poses.
     *
     * @param reference the orientation that rotation vectors start from: x, y, z, w, of length 1 within 1e-3
     * @return the chart
     * @throws IllegalArgumentException if the reference is not a unit quaternion
     */
    public static Chart se3(double[] reference) {
        double square = Arrays.stream(reference).map(value -> value * value).sum();
        if (reference.length != 4 || !(Math.abs(Math.sqrt(square) - 1) < 1e-3)) {
            throw new IllegalArgumentException("reference orientation is " + Arrays.toString(reference)
                    + "; it must be a unit quaternion x, y, z, w");
        }
        double length = Math.sqrt(square);
        return new Chart(
                MotionSpace.SE3,
                6,
                Arrays.stream(reference).map(value -> value / length).toArray());
    }

    /**
     * The space.
     *
     * @return joint or SE(3)
     */
    public MotionSpace space() {
        return space;
    }

    /**
     * The number of coordinates: the joints, or 6.
     *
     * @return at least 1
     */
    public int coordinates() {
        return coordinates;
    }

    /**
     * The number of values of a configuration: the joints, or 7 (x, y, z, qx, qy, qz, qw).
     *
     * @return at least 1
     */
    public int width() {
        return space == MotionSpace.SE3 ? 7 : coordinates;
    }

    /**
     * The reference orientation.
     *
     * @return x, y, z, w, a copy; empty for joints
     */
    public double[] reference() {
        return reference.clone();
    }

    /**
     * The weight of a coordinate in the trajectory distance.
     *
     * @param coordinate index
     * @return 10 for rotation, else 1
     */
    public double weight(int coordinate) {
        return space == MotionSpace.SE3 && coordinate >= 3 ? ROTATION_WEIGHT : 1;
    }

    /**
     * Turns one configuration into coordinates.
     *
     * @param configuration {@code [width]}
     * @param near {@code [coordinates]}, nearby coordinates that pick the rotation vector; may be {@code out}
     * @param out receives {@code [coordinates]}
     */
    public void toCoordinates(double[] configuration, double[] near, double[] out) {
        if (space == MotionSpace.JOINT) {
            System.arraycopy(configuration, 0, out, 0, coordinates);
            return;
        }
        double[] nearRotation = {near[3], near[4], near[5]};
        double[] q = {configuration[3], configuration[4], configuration[5], configuration[6]};
        Rotations.relative(reference, q, q);
        System.arraycopy(configuration, 0, out, 0, 3);
        Rotations.log(q, nearRotation, out, 3);
    }

    /**
     * Turns a sequence of configurations into continuous coordinates.
     *
     * @param configurations {@code [samples][width]}
     * @return {@code [samples][coordinates]}
     */
    public double[][] toCoordinates(double[][] configurations) {
        double[][] out = new double[configurations.length][coordinates];
        double[] near = new double[coordinates];
        for (int i = 0; i < configurations.length; i++) {
            toCoordinates(configurations[i], near, out[i]);
            near = out[i];
        }
        return out;
    }

    /**
     * Turns coordinates into a configuration.
     *
     * @param values holds the coordinates in its first elements
     * @param out receives {@code [width]}; may be {@code values}
     */
    public void toConfiguration(double[] values, double[] out) {
        if (space == MotionSpace.JOINT) {
            System.arraycopy(values, 0, out, 0, coordinates);
            return;
        }
        // every input is read before the first output is written: both may be one array
        double rx = values[3];
        double ry = values[4];
        double rz = values[5];
        double angle = Math.sqrt(rx * rx + ry * ry + rz * rz);
        double k = angle < 1e-6 ? 0.5 - angle * angle / 48 : Math.sin(0.5 * angle) / angle;
        double w = Math.cos(0.5 * angle);
        System.arraycopy(values, 0, out, 0, 3);
        timesReference(k * rx, k * ry, k * rz, w, out);
    }

    private void timesReference(double x, double y, double z, double w, double[] out) {
        out[3] = reference[3] * x + reference[0] * w + reference[1] * z - reference[2] * y;
        out[4] = reference[3] * y - reference[0] * z + reference[1] * w + reference[2] * x;
        out[5] = reference[3] * z + reference[0] * y - reference[1] * x + reference[2] * w;
        out[6] = reference[3] * w - reference[0] * x - reference[1] * y - reference[2] * z;
    }

    /**
     * Turns the rates of coordinates into a velocity: joint velocities, or linear and angular velocity, both in the
     * fixed frame.
     *
     * @param values {@code [coordinates]}
     * @param rates {@code [coordinates]}; receives the velocity
     */
    public void ratesToVelocity(double[] values, double[] rates) {
        if (space == MotionSpace.SE3) {
            ratesToVelocity(values[3], values[4], values[5], rates);
        }
    }

    void ratesToVelocity(double rx, double ry, double rz, double[] rates) {
        Rotations.rateToFixed(rx, ry, rz, rates, 3);
        Rotations.rotate(reference, rates, 3);
    }

    /**
     * The inverse of {@link #ratesToVelocity}.
     *
     * @param values {@code [coordinates]}
     * @param velocity {@code [coordinates]}; receives the rates
     */
    public void velocityToRates(double[] values, double[] velocity) {
        if (space == MotionSpace.SE3) {
            double[] inverse = {-reference[0], -reference[1], -reference[2], reference[3]};
            Rotations.rotate(inverse, velocity, 3);
            Rotations.fixedToRate(values[3], values[4], values[5], velocity, 3);
        }
    }
}
