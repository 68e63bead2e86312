package org.prolepsis.flow.curve;

import java.util.Arrays;
import org.prolepsis.flow.dataset.MotionSpace;

/**
 * The coordinates that curves are drawn in: joint positions as they are, or position and rotation vector about a
 * reference orientation for poses. The reference stands still, or moves with phase where the orientations of
 * demonstrations are too far apart for one. Immutable and thread-safe.
 */
public final class Chart {
    /** The weight of a squared rotation against a squared position in the trajectory distance (MMFP, section IV). */
    public static final double ROTATION_WEIGHT = 10;

    private final MotionSpace space;
    private final int coordinates;
    private final MovingOrientation reference;

    private Chart(MotionSpace space, int coordinates, MovingOrientation reference) {
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
        return new Chart(MotionSpace.JOINT, joints, null);
    }

    /**
     * A chart of poses.
     *
     * @param reference the orientation that rotation vectors start from: x, y, z, w, of length 1 within 1e-3
     * @return the chart
     * @throws IllegalArgumentException if the reference is not a unit quaternion
     */
    public static Chart se3(double[] reference) {
        return new Chart(MotionSpace.SE3, 6, new MovingOrientation(new double[][] {unit(reference)}));
    }

    /**
     * A chart of poses whose reference orientation moves with phase, on the cumulative quintic B-spline with these
     * control orientations.
     *
     * @param references one that stands still, or at least six; each x, y, z, w, of length 1 within 1e-3, neighbours at
     *     most a right angle apart
     * @return the chart
     * @throws IllegalArgumentException if there are two to five, one is not a unit quaternion or neighbours are too far
     *     apart
     */
    public static Chart se3(double[][] references) {
        if (references.length == 0 || (references.length > 1 && references.length < SplineBasis.ORDER)) {
            throw new IllegalArgumentException(
                    "got " + references.length + " reference orientations, must be 1 or at least " + SplineBasis.ORDER);
        }
        double[][] units = Arrays.stream(references).map(Chart::unit).toArray(double[][]::new);
        for (int i = 1; i < units.length; i++) {
            double dot = 0;
            for (int k = 0; k < 4; k++) {
                dot += units[i][k] * units[i - 1][k];
            }
            if (Math.abs(dot) < Math.cos(Math.PI / 4) - 1e-6) {
                throw new IllegalArgumentException(
                        "reference orientations " + (i - 1) + " and " + i + " are more than a right angle apart");
            }
        }
        return new Chart(MotionSpace.SE3, 6, new MovingOrientation(units));
    }

    private static double[] unit(double[] orientation) {
        double square = Arrays.stream(orientation).map(value -> value * value).sum();
        if (orientation.length != 4 || !(Math.abs(Math.sqrt(square) - 1) < 1e-3)) {
            throw new IllegalArgumentException("reference orientation is " + Arrays.toString(orientation)
                    + "; it must be a unit quaternion x, y, z, w");
        }
        double length = Math.sqrt(square);
        return Arrays.stream(orientation).map(value -> value / length).toArray();
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
     * The reference orientation: one, or the control orientations of one that moves.
     *
     * @return each x, y, z, w, copies; empty for joints
     */
    public double[][] references() {
        return reference == null ? new double[0][] : reference.control();
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
     * @param phase in [0, 1]
     * @param configuration {@code [width]}; the sign of its quaternion carries nothing
     * @param near {@code [coordinates]}, nearby coordinates that pick the rotation vector; may be {@code out}
     * @param out receives {@code [coordinates]}
     */
    public void toCoordinates(double phase, double[] configuration, double[] near, double[] out) {
        if (space == MotionSpace.JOINT) {
            System.arraycopy(configuration, 0, out, 0, coordinates);
            return;
        }
        double[] nearRotation = {near[3], near[4], near[5]};
        double[] q = {configuration[3], configuration[4], configuration[5], configuration[6]};
        double[] from = new double[4];
        reference.read(phase, from, 0);
        Rotations.relative(from, q, q);
        System.arraycopy(configuration, 0, out, 0, 3);
        Rotations.log(q, nearRotation, out, 3);
    }

    /**
     * Turns a sequence of configurations into continuous coordinates.
     *
     * @param phases {@code [samples]}, in [0, 1]
     * @param configurations {@code [samples][width]}; the signs of quaternions carry nothing
     * @return {@code [samples][coordinates]}; the first rotation vector is at most pi long
     */
    public double[][] toCoordinates(double[] phases, double[][] configurations) {
        double[][] out = new double[configurations.length][coordinates];
        double[] near = new double[coordinates];
        for (int i = 0; i < configurations.length; i++) {
            toCoordinates(phases[i], configurations[i], near, out[i]);
            near = out[i];
        }
        return out;
    }

    /**
     * Turns coordinates into a configuration.
     *
     * @param phase in [0, 1]
     * @param values holds the coordinates in its first elements
     * @param out receives {@code [width]}; may be {@code values}
     */
    public void toConfiguration(double phase, double[] values, double[] out) {
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
        System.arraycopy(values, 0, out, 0, 3);
        reference.read(phase, out, 3);
        Rotations.timesRight(out, 3, k * rx, k * ry, k * rz, Math.cos(0.5 * angle));
    }

    /**
     * Turns the rates of coordinates into a velocity: joint velocities, or linear and angular velocity, both in the
     * fixed frame.
     *
     * @param phase in [0, 1]
     * @param duration of the whole motion, s
     * @param values {@code [coordinates]}
     * @param rates {@code [coordinates]}, per second; receives the velocity
     */
    public void ratesToVelocity(double phase, double duration, double[] values, double[] rates) {
        if (space == MotionSpace.SE3) {
            ratesToVelocity(phase, duration, values[3], values[4], values[5], rates);
        }
    }

    void ratesToVelocity(double phase, double duration, double rx, double ry, double rz, double[] rates) {
        Rotations.rateToFixed(rx, ry, rz, rates, 3);
        reference.rotate(phase, rates, 3);
        reference.addRate(phase, 1 / duration, rates, 3);
    }

    /**
     * The inverse of {@link #ratesToVelocity}.
     *
     * @param phase in [0, 1]
     * @param duration of the whole motion, s
     * @param values {@code [coordinates]}
     * @param velocity {@code [coordinates]}; receives the rates, per second
     */
    public void velocityToRates(double phase, double duration, double[] values, double[] velocity) {
        if (space == MotionSpace.SE3) {
            reference.addRate(phase, -1 / duration, velocity, 3);
            double[] inverse = new double[4];
            reference.read(phase, inverse, 0);
            inverse[3] = -inverse[3];
            Rotations.rotate(inverse, velocity, 3);
            Rotations.fixedToRate(values[3], values[4], values[5], velocity, 3);
        }
    }
}
