package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;

/**
 * The manifolds of all restarts and the one that is kept: that of the least loss, in trajectory space, on mixtures held
 * out.
 *
 * @param manifold the one kept
 * @param latents of the demonstrations on it, normalised
 * @param loss its mean loss at the end
 * @param heldOut the held-out loss of each restart
 */
record ManifoldStages(MotionManifold manifold, List<float[]> latents, double loss, List<Double> heldOut) {
    private static final double EXPLAINED = 0.99;
    private static final int LEAST_LATENT = 2;
    private static final int MOST_LATENT = 8;

    static ManifoldStages train(
            PrincipalMotions principal, FittedDemonstrations fitted, TrainingSettings settings, TrainingRun run) {
        List<float[]> components =
                fitted.curves().stream().map(principal::project).toList();
        ManifoldTraining training =
                new ManifoldTraining(principal, components, latentDimension(settings, components), settings);
        List<Finished> all = new ArrayList<>();
        for (int restart = 1; restart <= settings.restarts(); restart++) {
            String stage = "manifold " + restart;
            long seed = Restarts.seed(settings, stage);
            all.add(run.stage(stage, settings.manifoldSteps(), () -> training.train(stage, seed, run)));
        }
        Finished best = Restarts.best("manifold", all, run);
        MotionManifold manifold = training.manifold(best);
        List<float[]> latents = components.stream().map(manifold::encode).toList();
        return new ManifoldStages(manifold, latents, best.loss(), Restarts.heldOut(all));
    }

    /** As set, or the fewest leading components that hold 99 % of the variance, between 2 and 8. */
    static int latentDimension(TrainingSettings settings, List<float[]> components) {
        if (settings.latentDimension() != 0) {
            return settings.latentDimension();
        }
        double[] variances = new double[components.get(0).length];
        for (float[] c : components) {
            for (int k = 0; k < variances.length; k++) {
                variances[k] += (double) c[k] * c[k];
            }
        }
        double total = Arrays.stream(variances).sum();
        double held = 0;
        int dimension = 0;
        while (dimension < variances.length && held < EXPLAINED * total) {
            held += variances[dimension++];
        }
        return Math.max(LEAST_LATENT, Math.min(MOST_LATENT, dimension));
    }
}
