package org.prolepsis.flow.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.curve.Rotations;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.manifold.FittedDemonstrations;

/** Random via-points that an arm could reach: on the way between two demonstrations, and a little beside it. */
final class ViaTasks {
    private final FittedDemonstrations fitted;
    private final Random random;

    ViaTasks(Dataset dataset, long seed) {
        this.fitted = FittedDemonstrations.fit(dataset, 0);
        this.random = new Random(seed);
    }

    FittedDemonstrations fitted() {
        return fitted;
    }

    MotionPrior prior() {
        List<double[]> samples =
                fitted.curves().stream().map(MotionCurve::coefficients).toList();
        return MotionPrior.of(fitted.chart(), fitted.basis(), fitted.restAtEnds(), samples);
    }

    MotionCurve demonstration() {
        return fitted.curves().get(random.nextInt(fitted.curves().size()));
    }

    /** Via-points at least 0.08 of phase apart. */
    List<ViaPoint> viaPoints(int count) {
        List<ViaPoint> out = new ArrayList<>();
        while (out.size() < count) {
            double phase = 0.06 + 0.88 * random.nextDouble();
            if (out.stream().allMatch(via -> Math.abs(via.phase() - phase) >= 0.08)) {
                out.add(new ViaPoint(phase, configuration(phase)));
            }
        }
        return out;
    }

    double[] configuration(double phase) {
        Chart chart = fitted.chart();
        double share = random.nextDouble();
        double[] one = coordinates(demonstration(), phase);
        double[] other = coordinates(demonstration(), phase);
        for (int d = 0; d < one.length; d++) {
            double beside = chart.space() == MotionSpace.JOINT ? 0.05 : d < 3 ? 0.02 : 0.1;
            one[d] += share * (other[d] - one[d]) + beside * random.nextGaussian();
        }
        double[] out = new double[chart.width()];
        chart.toConfiguration(phase, one, out);
        return out;
    }

    double[] normal(int count, double deviation) {
        double[] out = new double[count];
        for (int i = 0; i < count; i++) {
            out[i] = deviation * random.nextGaussian();
        }
        return out;
    }

    private static double[] coordinates(MotionCurve curve, double phase) {
        double[] out = new double[curve.chart().coordinates()];
        curve.derivative(phase, 0, out);
        return out;
    }

    /** The largest joint error, rad, or the position error, m; and the angle between orientations, rad. */
    static double[] error(MotionCurve curve, ViaPoint via) {
        double[] read = new double[curve.width()];
        curve.read(via.phase(), read);
        double[] asked = via.configuration();
        if (curve.chart().space() == MotionSpace.JOINT) {
            double most = 0;
            for (int j = 0; j < read.length; j++) {
                most = Math.max(most, Math.abs(read[j] - asked[j]));
            }
            return new double[] {most, 0};
        }
        double position =
                Math.sqrt(square(read[0] - asked[0]) + square(read[1] - asked[1]) + square(read[2] - asked[2]));
        double[] turn = new double[4];
        Rotations.relative(
                new double[] {asked[3], asked[4], asked[5], asked[6]},
                new double[] {read[3], read[4], read[5], read[6]},
                turn);
        double sine = Math.sqrt(square(turn[0]) + square(turn[1]) + square(turn[2]));
        return new double[] {position, 2 * Math.atan2(sine, Math.abs(turn[3]))};
    }

    private static double square(double x) {
        return x * x;
    }
}
