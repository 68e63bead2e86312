package org.prolepsis.flow.condition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.demo.WavingDataset;

/**
 * Prints what via-points cost in smoothness, by number of via-points and for several priors; a share of 1e9 is smoothness
 * alone.
 */
public final class ConditioningReport {
    private static final int TRIALS = 1000;

    private ConditioningReport() {}

    /**
     * Prints the report.
     *
     * @param args dataset folders; without any the waving set
     * @throws IOException if a dataset cannot be read
     */
    public static void main(String[] args) throws IOException {
        report(WavingDataset.generate(WavingDataset.DEFAULT_SEED));
        for (String folder : args) {
            report(DatasetReader.read(Path.of(folder)));
        }
    }

    private static final double[][] PRIORS = {
        {MotionPrior.SMOOTH_SHARE, MotionPrior.LENGTH}, {0.05, 0.1}, {1, 0.3}, {0.05, 0.3}, {1e9, 0.1}
    };

    private static void report(Dataset dataset) {
        for (double[] setting : PRIORS) {
            StringBuilder line = new StringBuilder();
            for (int count = 1; count <= 4; count++) {
                line.append(String.format(Locale.ROOT, " %s;", wild(dataset, count, setting)));
            }
            line.append(String.format(Locale.ROOT, " manner %s", manner(dataset, setting)));
            System.out.println(dataset.name() + " share " + setting[0] + " length " + setting[1] + ":" + line);
        }
    }

    private static MotionPrior prior(ViaTasks tasks, double[] setting) {
        return tasks.prior().with(tasks.fitted().restAtEnds(), setting[0], setting[1]);
    }

    /** Via-points that each lie between other demonstrations: jerk against the sample's, and the distance gone. */
    private static String wild(Dataset dataset, int count, double[] setting) {
        ViaTasks tasks = new ViaTasks(dataset, 1);
        MotionPrior prior = prior(tasks, setting);
        double jerk = 0;
        double plainJerk = 0;
        double gone = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            MotionCurve sample = tasks.demonstration();
            MotionConstraints constraints = MotionConstraints.NONE;
            for (ViaPoint via : tasks.viaPoints(count)) {
                constraints = constraints.through(via);
            }
            MotionCurve motion =
                    new MotionConditioner(prior, constraints).condition(sample.coefficients(), sample.duration());
            jerk += motion.energy(3);
            plainJerk += sample.energy(3);
            gone += difference(sample, motion) / TRIALS;
        }
        return String.format(Locale.ROOT, "%.2f %.3f", jerk / plainJerk, gone);
    }

    /** Three via-points of another demonstration: how far from it the motion ends up, against where it began; jerk. */
    private static String manner(Dataset dataset, double[] setting) {
        ViaTasks tasks = new ViaTasks(dataset, 2);
        double after = 0;
        double before = 0;
        double jerk = 0;
        double plainJerk = 0;
        List<MotionCurve> curves = tasks.fitted().curves();
        for (int from = 0; from < curves.size(); from++) {
            for (int to = 0; to < curves.size(); to += 3) {
                int left = to;
                // the demonstration to be found is left out of the variation
                MotionPrior prior = MotionPrior.of(
                                tasks.fitted().chart(),
                                tasks.fitted().basis(),
                                tasks.fitted().restAtEnds(),
                                java.util.stream.IntStream.range(0, curves.size())
                                        .filter(i -> i != left)
                                        .mapToObj(i -> curves.get(i).coefficients())
                                        .toList())
                        .with(tasks.fitted().restAtEnds(), setting[0], setting[1]);
                MotionConstraints constraints = MotionConstraints.NONE;
                for (double phase : new double[] {0.3, 0.5, 0.7}) {
                    double[] there = new double[curves.get(to).width()];
                    curves.get(to).read(phase, there);
                    constraints = constraints.through(new ViaPoint(phase, there));
                }
                MotionCurve sample = curves.get(from);
                MotionCurve motion =
                        new MotionConditioner(prior, constraints).condition(sample.coefficients(), sample.duration());
                after += difference(motion, curves.get(to));
                before += difference(sample, curves.get(to));
                jerk += motion.energy(3);
                plainJerk += sample.energy(3);
            }
        }
        return String.format(Locale.ROOT, "%.3f of the distance left, jerk %.2f", after / before, jerk / plainJerk);
    }

    private static double difference(MotionCurve a, MotionCurve b) {
        double[] left = a.coefficients();
        double[] right = b.coefficients();
        for (int i = 0; i < left.length; i++) {
            left[i] -= right[i];
        }
        return new MotionCurve(a.chart(), a.basis(), left, 1).energy(0);
    }
}
