package org.prolepsis.flow.manifold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.Rotations;
import org.prolepsis.flow.curve.SplineBasis;
import org.prolepsis.flow.dataset.Demonstration;

/**
 * Chooses what rotation vectors are drawn about. Where every orientation of every demonstration is within 150 degrees of
 * their mean, that mean: there the rotation vector is unique. Else a mean that moves with the motion, so that motions
 * that turn by more than half a turn, or several times round, stay near it. Rotation vectors about it are followed
 * continuously, up to 270 degrees: at a full turn their direction is lost.
 */
final class ReferenceOrientations {
    private static final double UNIQUE = Math.toRadians(150);
    private static final double FOLLOWED = Math.toRadians(270);
    private static final int GRID = 400;
    private static final int MEAN_ITERATIONS = 50;
    private static final double RADIANS_PER_CONTROL = 0.4;
    private static final int LEAST_CONTROLS = 12;
    private static final int MOST_CONTROLS = 200;
    private static final double SAME = Math.toRadians(0.4);

    private ReferenceOrientations() {}

    static Chart chart(List<Demonstration> demonstrations) {
        double[] mean = chordalMean(demonstrations.stream()
                .map(Demonstration::values)
                .map(Arrays::asList)
                .toList());
        boolean near = demonstrations.stream()
                .flatMap(demonstration -> Arrays.stream(demonstration.values()))
                .allMatch(pose -> angleTo(mean, pose) <= UNIQUE);
        if (near) {
            return Chart.se3(mean);
        }
        Chart chart = Chart.se3(controls(movingMean(demonstrations)));
        demonstrations.forEach(demonstration -> check(chart, demonstration));
        return chart;
    }

    private static void check(Chart chart, Demonstration demonstration) {
        double[][] values = chart.toCoordinates(FittedDemonstrations.phases(demonstration), demonstration.values());
        for (int i = 0; i < values.length; i++) {
            double angle = Math.sqrt(Math.pow(values[i][3], 2) + Math.pow(values[i][4], 2) + Math.pow(values[i][5], 2));
            double most = i == 0 ? UNIQUE : FOLLOWED;
            if (angle > most) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "demonstration %s is turned by %.0f degrees from the mean of the demonstrations at t = %.3f s; "
                                + "one model holds motions up to %.0f degrees apart there: train on it apart",
                        demonstration.id(),
                        Math.toDegrees(angle),
                        demonstration.times()[i],
                        Math.toDegrees(most)));
            }
        }
    }

    /** The angle between the orientations of two poses, rad, by the chord: the arc cosine would lose small angles. */
    static double angle(double[] a, double[] b) {
        return angleTo(Arrays.copyOfRange(a, 3, 7), b);
    }

    private static double angleTo(double[] orientation, double[] pose) {
        double minus = 0;
        double plus = 0;
        for (int k = 0; k < 4; k++) {
            minus += Math.pow(orientation[k] - pose[3 + k], 2);
            plus += Math.pow(orientation[k] + pose[3 + k], 2);
        }
        return 4 * Math.asin(Math.min(1, Math.sqrt(Math.min(minus, plus)) / 2));
    }

    /** The dominant eigenvector of the sum of q q' (Markley et al. 2007, equation 13); each list counts the same. */
    private static double[] chordalMean(List<List<double[]>> poses) {
        RealMatrix sum = MatrixUtils.createRealMatrix(4, 4);
        for (List<double[]> one : poses) {
            for (double[] pose : one) {
                RealMatrix q = MatrixUtils.createColumnRealMatrix(Arrays.copyOfRange(pose, 3, 7));
                sum = sum.add(q.multiply(q.transpose()).scalarMultiply(1.0 / one.size()));
            }
        }
        double[] mean = new EigenDecomposition(sum).getEigenvector(0).toArray();
        return mean[3] < 0 ? new double[] {-mean[0], -mean[1], -mean[2], -mean[3]} : mean;
    }

    /**
     * The intrinsic mean at each phase of a grid, found by Newton steps from that of the phase before, with rotation
     * vectors followed from phase to phase (Pennec 1998 for a fixed phase): it never jumps.
     */
    private static double[][] movingMean(List<Demonstration> demonstrations) {
        double[][] mean = new double[GRID + 1][];
        double[] at = chordalMean(demonstrations.stream()
                .map(demonstration -> List.of(demonstration.values()[0]))
                .toList());
        List<double[]> vectors = new ArrayList<>();
        demonstrations.forEach(demonstration -> vectors.add(new double[3]));
        for (int k = 0; k <= GRID; k++) {
            double[] step = {1, 0, 0};
            for (int i = 0; i < MEAN_ITERATIONS && norm(step) > 1e-10; i++) {
                step = new double[3];
                for (int d = 0; d < demonstrations.size(); d++) {
                    double[] q = orientation(demonstrations.get(d), (double) k / GRID);
                    Rotations.relative(at, q, q);
                    Rotations.log(q, vectors.get(d), vectors.get(d), 0);
                    for (int c = 0; c < 3; c++) {
                        step[c] += vectors.get(d)[c] / demonstrations.size();
                    }
                }
                double[] turn = new double[4];
                Rotations.exp(step, 0, turn);
                Rotations.multiply(at, turn, at);
            }
            mean[k] = at.clone();
        }
        return mean;
    }

    private static double norm(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    /** Between samples along the shorter arc, which four-dimensional chords of neighbours are close to. */
    private static double[] orientation(Demonstration demonstration, double phase) {
        double[] times = demonstration.times();
        double time = times[0] + phase * demonstration.duration();
        int found = Arrays.binarySearch(times, time);
        int after = Math.max(1, Math.min(times.length - 1, found < 0 ? -found - 1 : found));
        double share = Math.max(0, Math.min(1, (time - times[after - 1]) / (times[after] - times[after - 1])));
        double[] a = demonstration.values()[after - 1];
        double[] b = demonstration.values()[after];
        double dot = a[3] * b[3] + a[4] * b[4] + a[5] * b[5] + a[6] * b[6];
        double[] q = new double[4];
        double square = 0;
        for (int k = 0; k < 4; k++) {
            q[k] = (1 - share) * a[3 + k] + (dot < 0 ? -share : share) * b[3 + k];
            square += q[k] * q[k];
        }
        for (int k = 0; k < 4; k++) {
            q[k] /= Math.sqrt(square);
        }
        return q;
    }

    /**
     * Control orientations: the mean at the Greville abscissae of the basis, which a spline stays close to. The ends are
     * tripled, so that the reference starts and ends at rest, and the last is the first if the mean comes back.
     */
    private static double[][] controls(double[][] mean) {
        double arc = 0;
        for (int k = 1; k < mean.length; k++) {
            arc += angleBetween(mean[k - 1], mean[k]);
        }
        int count =
                (int) Math.max(LEAST_CONTROLS, Math.min(MOST_CONTROLS, 6 + Math.ceil(2 * arc / RADIANS_PER_CONTROL)));
        double[] end = angleBetween(mean[0], mean[GRID]) < SAME ? mean[0] : mean[GRID];
        double[][] controls = new double[count][];
        int spans = count - SplineBasis.DEGREE;
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int j = i + 1; j <= i + SplineBasis.DEGREE; j++) {
                sum += Math.max(0, Math.min(spans, j - SplineBasis.DEGREE));
            }
            double phase = sum / SplineBasis.DEGREE / spans;
            controls[i] = i < 3 ? mean[0] : i >= count - 3 ? end : between(mean, phase * GRID);
        }
        return controls;
    }

    /** Between points of the grid: rounded to it, a reference that turns fast would shake. */
    private static double[] between(double[][] mean, double at) {
        int before = Math.min(GRID - 1, (int) at);
        double share = at - before;
        double[] a = mean[before];
        double[] b = mean[before + 1];
        double sign = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3] < 0 ? -1 : 1;
        double[] q = new double[4];
        double square = 0;
        for (int k = 0; k < 4; k++) {
            q[k] = (1 - share) * a[k] + sign * share * b[k];
            square += q[k] * q[k];
        }
        for (int k = 0; k < 4; k++) {
            q[k] /= Math.sqrt(square);
        }
        return q;
    }

    private static double angleBetween(double[] a, double[] b) {
        double dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
        return 2 * Math.acos(Math.min(1, Math.abs(dot)));
    }
}
