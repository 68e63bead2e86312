package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.manifold.NearestLatent;
import org.prolepsis.flow.manifold.PrincipalMotions;

/**
 * Leaves each demonstration out in turn, learns the manifold of the others, and projects the one left out on it: how much
 * of a motion never seen lies on the manifold. Only the autoencoder is trained; sentences play no part.
 */
public final class LeaveOneOut {
    private LeaveOneOut() {}

    /**
     * Root mean square errors of a motion against a demonstration, over its samples.
     *
     * @param position Euclidean, m; of joints the norm over the joints, rad
     * @param rotation angle, rad; 0 for joints
     */
    public record Deviation(double position, double rotation) {}

    /**
     * What came of one demonstration.
     *
     * @param id of the demonstration left out
     * @param latentDimension of the manifold of the others
     * @param manifold error of its projection on the manifold
     * @param span error of its projection on the span of all components of the others: no manifold in it does better
     * @param nearest error of the nearest of the others, which needs no model
     */
    public record Result(String id, int latentDimension, Deviation manifold, Deviation span, Deviation nearest) {}

    /**
     * Runs over all demonstrations.
     *
     * @param dataset at least two demonstrations
     * @param settings of the autoencoder
     * @param listener follows progress and may cancel
     * @return one result for each, in their order
     * @throws IllegalArgumentException if there are fewer than two demonstrations
     * @throws TrainingCancelledException if the listener, or an interrupt of the thread, ends it
     */
    public static List<Result> run(Dataset dataset, TrainingSettings settings, TrainingListener listener) {
        int n = dataset.demonstrations().size();
        if (n < 2) {
            throw new IllegalArgumentException(
                    "dataset " + dataset.name() + " has " + n + " demonstration, leaving one out needs at least 2");
        }
        List<Result> results = new ArrayList<>();
        TrainingRun run = new TrainingRun(listener, n * settings.restarts() * settings.manifoldSteps());
        for (int left = 0; left < n; left++) {
            List<Demonstration> others = new ArrayList<>(dataset.demonstrations());
            Demonstration out = others.remove(left);
            results.add(leaveOut(Subsets.of(dataset, others), out, settings, run.again()));
        }
        return results;
    }

    private static Result leaveOut(Dataset others, Demonstration out, TrainingSettings settings, TrainingRun run) {
        FittedDemonstrations fitted = FittedDemonstrations.fit(others, settings.controlPoints());
        PrincipalMotions principal = PrincipalMotions.of(fitted);
        ManifoldStages stages = ManifoldStages.train(principal, fitted, settings, run);
        MotionCurve curve =
                FittedDemonstrations.fitOne(fitted.chart(), fitted.basis(), fitted.restAtEnds(), fitted.closed(), out);
        MotionCurve projected = NearestLatent.project(stages.manifold(), stages.latents(), curve);
        double[] coefficients = new double[principal.mean().length - 1];
        double duration = principal.expand(principal.project(curve), coefficients);
        MotionCurve spanned = new MotionCurve(fitted.chart(), fitted.basis(), coefficients, duration);
        Deviation nearest = null;
        for (MotionCurve other : fitted.curves()) {
            Deviation error = error(other, out, others.space());
            nearest = nearest == null || cost(error) < cost(nearest) ? error : nearest;
        }
        return new Result(
                out.id(),
                stages.manifold().latentDimension(),
                error(projected, out, others.space()),
                error(spanned, out, others.space()),
                nearest);
    }

    private static double cost(Deviation error) {
        return error.position() * error.position() + 10 * error.rotation() * error.rotation();
    }

    private static Deviation error(MotionCurve curve, Demonstration demonstration, MotionSpace space) {
        boolean poses = space == MotionSpace.SE3;
        double position = 0;
        double rotation = 0;
        double[] values = new double[curve.width()];
        int n = demonstration.size();
        for (int i = 0; i < n; i++) {
            double[] expected = demonstration.values()[i];
            curve.read((demonstration.times()[i] - demonstration.times()[0]) / demonstration.duration(), values);
            for (int d = 0; d < (poses ? 3 : values.length); d++) {
                position += (values[d] - expected[d]) * (values[d] - expected[d]) / n;
            }
            double angle = poses ? angle(values, expected) : 0;
            rotation += angle * angle / n;
        }
        return new Deviation(Math.sqrt(position), Math.sqrt(rotation));
    }

    private static double angle(double[] a, double[] b) {
        double minus = 0;
        double plus = 0;
        for (int k = 3; k < 7; k++) {
            minus += (a[k] - b[k]) * (a[k] - b[k]);
            plus += (a[k] + b[k]) * (a[k] + b[k]);
        }
        return 4 * Math.asin(Math.min(1, Math.sqrt(Math.min(minus, plus)) / 2));
    }

    /**
     * The root mean square over results.
     *
     * @param results at least one
     * @param of which number of a result
     * @return the root of the mean of its square
     */
    public static double rms(List<Result> results, java.util.function.ToDoubleFunction<Result> of) {
        double[] values = results.stream().mapToDouble(of).toArray();
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum() / values.length);
    }
}
