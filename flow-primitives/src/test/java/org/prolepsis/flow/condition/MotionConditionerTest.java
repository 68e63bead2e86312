package org.prolepsis.flow.condition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.curve.SplineBasis;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.demo.WavingDataset;
import org.prolepsis.flow.train.TestData;

class MotionConditionerTest {
    private static final double MILLIMETRE = 1e-3;
    private static final double MILLIRADIAN = 1e-3;
    private static final int TRIALS = 200;

    private static MotionConstraints through(List<ViaPoint> vias) {
        MotionConstraints constraints = MotionConstraints.NONE;
        for (ViaPoint via : vias) {
            constraints = constraints.through(via);
        }
        return constraints;
    }

    private static MotionCurve condition(MotionPrior prior, MotionConstraints constraints, MotionCurve sample) {
        return new MotionConditioner(prior, constraints).condition(sample.coefficients(), sample.duration());
    }

    @Test
    void shouldPassThroughRandomViaPointsOnWaving() {
        passThrough(WavingDataset.generate(WavingDataset.DEFAULT_SEED), 3);
    }

    @Test
    void shouldPassThroughRandomViaPointsOnPouring() throws IOException {
        passThrough(DatasetReader.read(TestData.pouring()), 2);
    }

    @Test
    void shouldPassThroughRandomViaPointsOfPoses() {
        passThrough(TestData.turning(), Double.POSITIVE_INFINITY);
    }

    /** Every via-point within a millionth of what is asked for, ends as they were, jerk within a factor on average. */
    private static void passThrough(Dataset dataset, double jerkier) {
        ViaTasks tasks = new ViaTasks(dataset, 1);
        MotionPrior prior = tasks.prior();
        double jerk = 0;
        double plainJerk = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            MotionCurve sample = tasks.demonstration();
            List<ViaPoint> vias = tasks.viaPoints(1 + trial % 4);
            MotionCurve motion = condition(prior, through(vias), sample);
            for (ViaPoint via : vias) {
                double[] error = ViaTasks.error(motion, via);
                assertTrue(
                        error[0] < 1e-3 * MILLIMETRE && error[1] < 1e-3 * MILLIRADIAN,
                        "trial " + trial + ": " + error[0] + ", " + error[1]);
            }
            for (int end = 0; end <= 1; end++) {
                for (int order = 0; order < (tasks.fitted().restAtEnds() ? 3 : 1); order++) {
                    assertArrayEquals(derivative(sample, end, order), derivative(motion, end, order), 1e-6);
                }
            }
            jerk += motion.energy(3);
            plainJerk += sample.energy(3);
        }
        assertTrue(
                jerkier == Double.POSITIVE_INFINITY || jerk < jerkier * plainJerk, "jerk grew by " + jerk / plainJerk);
    }

    private static double[] derivative(MotionCurve curve, double phase, int order) {
        double[] out = new double[curve.chart().coordinates()];
        curve.derivative(phase, order, out);
        return out;
    }

    @Test
    void shouldGoOnFromAStateExactly() throws IOException {
        for (Dataset dataset : List.of(WavingDataset.generate(2), TestData.turning())) {
            ViaTasks tasks = new ViaTasks(dataset, 3);
            MotionPrior prior = tasks.prior();
            int n = tasks.fitted().chart().coordinates();
            for (int trial = 0; trial < 100; trial++) {
                MotionCurve sample = tasks.demonstration();
                double phase = trial % 2 == 0 ? 0 : 0.6 * trial / 100;
                double[] velocity = tasks.normal(n, 0.3);
                double[] acceleration = trial % 3 == 0 ? null : tasks.normal(n, 1);
                StartState start = new StartState(phase, tasks.configuration(phase), velocity, acceleration);
                ViaPoint via = new ViaPoint(0.8, tasks.configuration(0.8));
                MotionCurve motion = condition(
                        prior, MotionConstraints.NONE.startingAt(start).through(via), sample);
                double[] error = ViaTasks.error(motion, new ViaPoint(phase, start.configuration()));
                assertEquals(0, error[0] + error[1], 1e-8, "start");
                error = ViaTasks.error(motion, via);
                assertEquals(0, error[0] + error[1], 1e-8, "via-point");
                double[] read = new double[n];
                motion.velocity(phase, read);
                assertArrayEquals(velocity, read, 1e-7);
                if (acceleration != null) {
                    motion.acceleration(phase, read);
                    assertArrayEquals(acceleration, read, 1e-6);
                }
            }
        }
    }

    /** With nothing but the smooth term the answer is that of a quadratic programme, solved here by its KKT system. */
    @Test
    void shouldMakeTheLeastCorrectionUnderTheExactForm() {
        Chart chart = Chart.joint(1);
        SplineBasis basis = new SplineBasis(14);
        MotionPrior prior = MotionPrior.of(chart, basis, false, List.of(new double[14]));
        MotionConstraints constraints = MotionConstraints.NONE
                .through(new ViaPoint(0.37, new double[] {0.4}))
                .through(new ViaPoint(0.71, new double[] {-0.2}));
        MotionCurve motion = new MotionConditioner(prior, constraints).condition(new double[14], 2);
        var form = basis.gram(0).add(basis.gram(3).scalarMultiply(Math.pow(MotionPrior.LENGTH, 6)));
        var design = basis.design(new double[] {0.37, 0.71, 0, 1}, 0);
        var kkt = org.apache.commons.math3.linear.MatrixUtils.createRealMatrix(18, 18);
        kkt.setSubMatrix(form.getData(), 0, 0);
        kkt.setSubMatrix(design.getData(), 14, 0);
        kkt.setSubMatrix(design.transpose().getData(), 0, 14);
        double[] right = new double[18];
        right[14] = 0.4;
        right[15] = -0.2;
        double[] expected = new org.apache.commons.math3.linear.LUDecomposition(kkt)
                .getSolver()
                .solve(new org.apache.commons.math3.linear.ArrayRealVector(right))
                .toArray();
        assertArrayEquals(java.util.Arrays.copyOf(expected, 14), motion.coefficients(), 1e-9);
    }

    /** Of two motions that differ along the samples, the condition leads from one to the other, not to a bump. */
    @Test
    void shouldMoveInTheMannerOfTheSamples() {
        ViaTasks tasks = new ViaTasks(WavingDataset.generate(WavingDataset.DEFAULT_SEED), 4);
        MotionPrior prior = tasks.prior();
        double styled = 0;
        double bump = 0;
        for (int trial = 0; trial < 50; trial++) {
            MotionCurve from = tasks.demonstration();
            MotionCurve to = tasks.demonstration().withDuration(from.duration());
            double[] there = new double[7];
            MotionConstraints constraints = MotionConstraints.NONE;
            for (double phase : new double[] {0.3, 0.5, 0.7}) {
                to.read(phase, there);
                constraints = constraints.through(new ViaPoint(phase, there));
            }
            MotionPrior plain = MotionPrior.of(
                    prior.chart(), prior.basis(), tasks.fitted().restAtEnds(), List.of(from.coefficients()));
            styled += distance(condition(prior, constraints, from), to);
            bump += distance(condition(plain, constraints, from), to);
        }
        assertTrue(styled < 0.6 * bump, styled + " against " + bump);
    }

    private static double distance(MotionCurve a, MotionCurve b) {
        double sum = 0;
        double[] p = new double[a.width()];
        double[] q = new double[b.width()];
        for (int i = 0; i <= 50; i++) {
            a.read(i / 50.0, p);
            b.read(i / 50.0, q);
            for (int j = 0; j < p.length; j++) {
                sum += (p[j] - q[j]) * (p[j] - q[j]) / 51;
            }
        }
        return sum;
    }

    @Test
    void shouldFindTheSampleThatWasExecuted() {
        ViaTasks tasks = new ViaTasks(WavingDataset.generate(WavingDataset.DEFAULT_SEED), 5);
        MotionPrior prior = tasks.prior();
        List<MotionCurve> curves = tasks.fitted().curves();
        for (int truth = 0; truth < curves.size(); truth++) {
            MotionCurve executed = curves.get(truth);
            double[] times = new double[15];
            double[][] configurations = new double[15][7];
            for (int i = 0; i < 15; i++) {
                times[i] = 0.1 * (i + 1);
                executed.read(0.5 - times[i] / executed.duration(), configurations[i]);
                double[] noise = tasks.normal(7, 0.003);
                for (int j = 0; j < 7; j++) {
                    configurations[i][j] += noise[j];
                }
            }
            double[] now = new double[7];
            double[] velocity = new double[7];
            executed.read(0.5, now);
            executed.velocity(0.5, velocity);
            MotionConstraints constraints = MotionConstraints.NONE
                    .startingAt(new StartState(0.5, now, velocity, null))
                    .after(new ExecutedPrefix(times, configurations, 0.02));
            MotionConditioner conditioner = new MotionConditioner(prior, constraints);
            int best = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < curves.size(); i++) {
                double misfit = conditioner.misfit(
                        curves.get(i).coefficients(), curves.get(i).duration());
                best = misfit < least ? i : best;
                least = Math.min(misfit, least);
            }
            assertEquals(truth, best);
            assertTrue(least < 0.5, "of the executed one " + least);
        }
    }

    @Test
    void shouldLieCloserToTheExecutedPrefixWhenItIsGiven() {
        ViaTasks tasks = new ViaTasks(WavingDataset.generate(WavingDataset.DEFAULT_SEED), 6);
        MotionPrior prior = tasks.prior();
        MotionCurve executed = tasks.fitted().curves().get(3);
        MotionCurve sample = tasks.fitted().curves().get(4).withDuration(executed.duration());
        double[] times = {0.2, 0.4, 0.6, 0.8};
        double[][] configurations = new double[4][7];
        for (int i = 0; i < 4; i++) {
            executed.read(0.4 - times[i] / executed.duration(), configurations[i]);
        }
        double[] now = new double[7];
        double[] velocity = new double[7];
        executed.read(0.4, now);
        executed.velocity(0.4, velocity);
        MotionConstraints start = MotionConstraints.NONE.startingAt(new StartState(0.4, now, velocity, null));
        MotionConstraints both = start.after(new ExecutedPrefix(times, configurations, 0.01));
        MotionConditioner judge = new MotionConditioner(prior, both);
        MotionCurve alone = condition(prior, start, sample);
        MotionCurve after = condition(prior, both, sample);
        double with = judge.misfit(after.coefficients(), after.duration());
        double without = judge.misfit(alone.coefficients(), alone.duration());
        assertTrue(with < 0.5 * without && with < 1, with + " against " + without);
        double[] read = new double[7];
        after.read(0.4, read);
        assertArrayEquals(now, read, 1e-9);
    }

    @Test
    void shouldRefuseWhatCannotBeReachedByName() {
        ViaTasks tasks = new ViaTasks(WavingDataset.generate(1), 7);
        MotionPrior prior = tasks.prior();
        double[] home = new double[7];
        refused(() -> new ViaPoint(1.2, home), "phase is 1.2, must be in [0, 1]");
        refused(() -> new ViaPoint(Double.NaN, home), "phase is NaN");
        refused(() -> new ViaPoint(0.5, new double[] {0, Double.NaN}), "via-point at phase 0.5: value 1 is NaN");
        refused(() -> new StartState(1, home, home, null), "start: phase is 1.0, must be in [0, 1)");
        refused(
                () -> new StartState(0, home, new double[] {Double.POSITIVE_INFINITY}, null),
                "start velocity: value 0 is Infinity");
        refused(
                () -> new MotionConditioner(prior, MotionConstraints.NONE.through(new ViaPoint(0.5, new double[6]))),
                "via-point at phase 0.5: got 6 values, must be 7");
        refused(
                () -> new MotionConditioner(
                        prior, through(List.of(new ViaPoint(0.5, home), new ViaPoint(0.5 + 1e-9, home)))),
                "via-point at phase 0.500000001: it is too close in phase");
        refused(
                () -> MotionConstraints.NONE.after(new ExecutedPrefix(new double[0], new double[0][], 1)),
                "needs the start state");
        refused(() -> new ExecutedPrefix(new double[] {-1}, new double[1][7], 1), "time 0 is -1.0 s");
        MotionPrior poses = new ViaTasks(TestData.turning(), 1).prior();
        refused(
                () -> new MotionConditioner(
                        poses, MotionConstraints.NONE.through(new ViaPoint(0.5, new double[] {0, 0, 0, 0, 0, 0, 2}))),
                "via-point at phase 0.5: the quaternion");
        PositionBounds bounds = new PositionBounds(List.of("a", "b"), new double[] {-1, -1}, new double[] {1, 1});
        refused(
                () -> bounds.check(MotionConstraints.NONE.through(new ViaPoint(0.25, new double[] {0, 1.5}))),
                "via-point at phase 0.25: b is 1.5 rad, must be in [-1.0, 1.0]");
    }

    private static void refused(Runnable action, String message) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(e.getMessage().contains(message), "\"" + e.getMessage() + "\" does not contain " + message);
    }
}
