package org.prolepsis.flow.manifold;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.curve.SplineBasis;
import org.prolepsis.flow.curve.SplineFit;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;

/**
 * Demonstrations as splines.
 *
 * @param chart what the coordinates mean
 * @param basis common to all
 * @param restAtEnds whether every demonstration starts and ends at rest; then so does every motion made of them
 * @param closed whether every demonstration ends where it starts; then so does every motion made of them
 * @param curves one for each demonstration, in their order
 * @param positionRmse root mean square residual of the fits, m or rad for joints (norm over coordinates)
 * @param rotationRmse the same of rotation, rad; 0 for joints
 */
public record FittedDemonstrations(
        Chart chart,
        SplineBasis basis,
        boolean restAtEnds,
        boolean closed,
        List<MotionCurve> curves,
        double positionRmse,
        double rotationRmse) {
    private static final int[] CANDIDATES = {12, 16, 20, 24, 28, 32, 40, 48, 64};
    private static final double POSITION_TOLERANCE = 1e-3;
    private static final double ROTATION_TOLERANCE = Math.toRadians(0.4);
    private static final double JOINT_TOLERANCE = 2e-3;
    /** An end counts as at rest below this share of the motion's highest speed. */
    private static final double REST_SPEED_RATIO = 0.05;

    /** Copies the list. */
    public FittedDemonstrations {
        curves = List.copyOf(curves);
    }

    /**
     * Fits every demonstration.
     *
     * @param dataset the demonstrations
     * @param controlPoints how many, or 0 for the fewest of 12 to 64 whose residual is at most 1 mm and 0.4 degrees,
     *     or 2 mrad for joints
     * @return the fits
     * @throws IllegalArgumentException if the orientations of a demonstration are too far from those of the others to be
     *     drawn in one chart, naming it
     */
    public static FittedDemonstrations fit(Dataset dataset, int controlPoints) {
        List<Demonstration> demonstrations = dataset.demonstrations();
        Chart chart = dataset.space() == MotionSpace.JOINT
                ? Chart.joint(dataset.jointNames().size())
                : ReferenceOrientations.chart(demonstrations);
        boolean rest = demonstrations.stream().allMatch(demonstration -> restsAtEnds(chart.space(), demonstration));
        boolean closed = demonstrations.stream().allMatch(demonstration -> closes(chart, demonstration));
        if (controlPoints != 0) {
            return fit(chart, demonstrations, controlPoints, rest, closed);
        }
        FittedDemonstrations fitted = null;
        for (int candidate : CANDIDATES) {
            fitted = fit(chart, demonstrations, candidate, rest, closed);
            if (fitted.withinTolerance()) {
                break;
            }
        }
        return fitted;
    }

    private boolean withinTolerance() {
        return chart.space() == MotionSpace.JOINT
                ? positionRmse <= JOINT_TOLERANCE
                : positionRmse <= POSITION_TOLERANCE && rotationRmse <= ROTATION_TOLERANCE;
    }

    private static FittedDemonstrations fit(
            Chart chart, List<Demonstration> demonstrations, int controlPoints, boolean rest, boolean closed) {
        SplineBasis basis = new SplineBasis(controlPoints);
        SplineFit fit = new SplineFit(basis, rest, closed);
        List<MotionCurve> curves = new ArrayList<>();
        double position = 0;
        double rotation = 0;
        for (Demonstration demonstration : demonstrations) {
            double[] phases = phases(demonstration);
            double[][] values = chart.toCoordinates(phases, demonstration.values());
            double[] coefficients = fit.fit(phases, values);
            double[] residuals = fit.meanSquaredResiduals(coefficients, phases, values);
            for (int d = 0; d < residuals.length; d++) {
                if (chart.weight(d) == 1) {
                    position += residuals[d] / demonstrations.size();
                } else {
                    rotation += residuals[d] / demonstrations.size();
                }
            }
            curves.add(new MotionCurve(chart, basis, coefficients, demonstration.duration()));
        }
        return new FittedDemonstrations(chart, basis, rest, closed, curves, Math.sqrt(position), Math.sqrt(rotation));
    }

    /**
     * Fits one more demonstration in the same way.
     *
     * @param chart what the coordinates mean
     * @param basis the basis
     * @param restAtEnds whether the ends are held at rest
     * @param closed whether the end is held at the start
     * @param demonstration of the width of the chart
     * @return its curve
     */
    public static MotionCurve fitOne(
            Chart chart, SplineBasis basis, boolean restAtEnds, boolean closed, Demonstration demonstration) {
        return fit(chart, List.of(demonstration), basis.count(), restAtEnds, closed)
                .curves()
                .get(0);
    }

    static double[] phases(Demonstration demonstration) {
        double[] phases = new double[demonstration.size()];
        for (int i = 0; i < phases.length; i++) {
            phases[i] = (demonstration.times()[i] - demonstration.times()[0]) / demonstration.duration();
        }
        return phases;
    }

    private static boolean closes(Chart chart, Demonstration demonstration) {
        double[][] values = chart.toCoordinates(phases(demonstration), demonstration.values());
        double position = 0;
        double rotation = 0;
        for (int d = 0; d < chart.coordinates(); d++) {
            double square = Math.pow(values[values.length - 1][d] - values[0][d], 2);
            position += chart.weight(d) == 1 ? square : 0;
            rotation += chart.weight(d) == 1 ? 0 : square;
        }
        double most = chart.space() == MotionSpace.JOINT ? JOINT_TOLERANCE : POSITION_TOLERANCE;
        return Math.sqrt(position) <= most && Math.sqrt(rotation) <= ROTATION_TOLERANCE;
    }

    private static boolean restsAtEnds(MotionSpace space, Demonstration demonstration) {
        double[][] values = demonstration.values();
        double[] times = demonstration.times();
        // speeds over a fiftieth of the motion: single differences would see little but sensor noise
        int stride = Math.max(1, values.length / 50);
        double highest = 0;
        for (int i = 0; i + stride < values.length; i++) {
            highest = Math.max(highest, speed(space, values, times, i, i + stride));
        }
        int last = values.length - 1;
        double ends = Math.max(
                speed(space, values, times, 0, Math.min(stride, last)),
                speed(space, values, times, Math.max(0, last - stride), last));
        return ends <= REST_SPEED_RATIO * highest;
    }

    private static double speed(MotionSpace space, double[][] values, double[] times, int from, int to) {
        boolean poses = space == MotionSpace.SE3;
        double angle = poses ? ReferenceOrientations.angle(values[from], values[to]) : 0;
        double square = angle * angle;
        for (int d = 0; d < (poses ? 3 : values[from].length); d++) {
            double difference = values[to][d] - values[from][d];
            square += difference * difference;
        }
        return Math.sqrt(square) / (times[to] - times[from]);
    }
}
