package org.prolepsis.nodes.loop;

import java.util.List;
import java.util.Map;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.curve.SplineBasis;
import org.prolepsis.flow.curve.SplineFit;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.demo.WavingDataset;

/** Demonstrations of the default data as motion curves. */
public final class WavingCurves {
    private static final Dataset DATA = WavingDataset.generate(WavingDataset.DEFAULT_SEED);

    private WavingCurves() {}

    /** The demonstration of the given labels, fitted by a spline at rest at its ends. */
    public static MotionCurve of(String size, String side, String height, String tempo) {
        Map<String, String> labels = Map.of("size", size, "side", side, "height", height, "tempo", tempo);
        Demonstration demonstration = DATA.demonstrations().stream()
                .filter(d -> d.labels().equals(labels))
                .findFirst()
                .orElseThrow();
        return curve(demonstration);
    }

    /** Every demonstration. */
    public static List<MotionCurve> all() {
        return DATA.demonstrations().stream().map(WavingCurves::curve).toList();
    }

    private static MotionCurve curve(Demonstration demonstration) {
        double[] times = demonstration.times();
        double duration = times[times.length - 1];
        double[] phases = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            phases[i] = times[i] / duration;
        }
        SplineBasis basis = new SplineBasis(40);
        double[] coefficients = new SplineFit(basis, true).fit(phases, demonstration.values());
        return new MotionCurve(Chart.joint(demonstration.values()[0].length), basis, coefficients, duration);
    }
}
