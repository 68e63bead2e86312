package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.manifold.PrincipalMotions;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.text.SentenceEncoder;
import org.prolepsis.flow.text.TextFeatures;

/**
 * Trains what the model is compared with (the comparison of MMFP, arXiv 2407.19681, section V): retrieval of the nearest
 * training sentence, a Gaussian mixture over the latents, a conditional autoencoder, and a flow without a manifold. All
 * see the same features of the same sentences and wordings; those that are optimised take as many steps on as large
 * batches as the flow, with a text embedder of the same size and the same terms that shape it.
 */
public final class BaselineTrainer {
    private final SentenceEncoder encoder;

    /**
     * Prepares training.
     *
     * @param encoder the sentence encoder
     */
    public BaselineTrainer(SentenceEncoder encoder) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
    }

    /**
     * Trains all baselines.
     *
     * @param dataset the demonstrations and their sentences
     * @param model trained on the same dataset; its manifold serves the mixture
     * @param settings seed, steps of the flow, noise and weights; those of the model
     * @param listener follows progress and may cancel
     * @return the baselines
     * @throws TrainingCancelledException if the listener, or an interrupt of the thread, ends it
     * @throws IllegalStateException if a loss stops being finite
     */
    public List<Baseline> train(
            Dataset dataset, MotionModel model, TrainingSettings settings, TrainingListener listener) {
        long start = System.nanoTime();
        TextFeatures features = new TextFeatures(new CachingEncoder(encoder));
        TextIndex index = new TextIndex(dataset);
        float[][][] wordings = Trainer.wordings(dataset, index.texts(), features, settings.seed());
        FittedDemonstrations fitted = FittedDemonstrations.fit(dataset, settings.controlPoints());
        Run run = new Run(
                index,
                wordings,
                fitted,
                new TextFeatures(encoder),
                settings,
                new TrainingRun(listener, 3 * settings.flowSteps()),
                seconds(start));
        List<Baseline> baselines = new ArrayList<>(run.retrieval());
        baselines.add(run.mixture(model));
        baselines.add(run.autoencoder(model.manifold().latentDimension()));
        baselines.add(run.trajectoryFlow(model));
        return List.copyOf(baselines);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }

    /** What the baselines share. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Run(
            TextIndex index,
            float[][][] wordings,
            FittedDemonstrations fitted,
            TextFeatures features,
            TrainingSettings settings,
            TrainingRun training,
            double shared) {
        List<Baseline> retrieval() {
            int dimension = wordings[0][0].length - TextFeatures.HASHED;
            return List.of(
                    new Baseline(
                            "retrieval",
                            "a demonstration of the training sentence with the nearest embedding",
                            new RetrievalSource(features, index, wordings, dimension, 1, fitted),
                            0,
                            shared),
                    new Baseline(
                            "retrieval_wordings",
                            "the same by all features, among training sentences and their wordings",
                            new RetrievalSource(
                                    features,
                                    index,
                                    wordings,
                                    dimension + TextFeatures.HASHED,
                                    Integer.MAX_VALUE,
                                    fitted),
                            0,
                            shared));
        }

        Baseline mixture(MotionModel model) {
            long start = System.nanoTime();
            PrincipalMotions principal = model.manifold().principal();
            float[][] latents = fitted.curves().stream()
                    .map(curve -> model.manifold().encode(principal.project(curve)))
                    .toArray(float[][]::new);
            MixtureTraining mixture = new MixtureTraining(index, wordings, latents);
            mixture.train("latent mixture", settings, training);
            return new Baseline(
                    "latent_mixture",
                    "a mixture of " + MixtureTraining.MODES + " Gaussians given the text, on this model's manifold",
                    new MixtureSource(features, mixture, model),
                    settings.flowSteps(),
                    shared + seconds(start) + model.manifest().training().seconds() * manifoldShare(model));
        }

        /** The share of a model's training that went into its manifold, by steps. */
        private static double manifoldShare(MotionModel model) {
            double manifold = model.manifest().training().manifoldSteps();
            return manifold / (manifold + model.manifest().training().flowSteps());
        }

        Baseline autoencoder(int latentDimension) {
            long start = System.nanoTime();
            PrincipalMotions principal = PrincipalMotions.of(fitted);
            float[][] data = fitted.curves().stream().map(principal::project).toArray(float[][]::new);
            AutoencoderTraining autoencoder =
                    new AutoencoderTraining(index, wordings, data, latentDimension, settings.flowSteps());
            autoencoder.train("conditional autoencoder", settings, training);
            return new Baseline(
                    "conditional_autoencoder",
                    "a variational autoencoder given the text, " + latentDimension + " latents",
                    new AutoencoderSource(features, autoencoder, principal, fitted),
                    settings.flowSteps(),
                    shared + seconds(start));
        }

        Baseline trajectoryFlow(MotionModel model) {
            long start = System.nanoTime();
            ControlPointScaling scaling = ControlPointScaling.of(fitted.curves());
            float[][] data = fitted.curves().stream().map(scaling::scale).toArray(float[][]::new);
            TrajectoryFlowTraining flow = new TrajectoryFlowTraining(index, wordings, data);
            flow.train("trajectory flow", settings, training);
            return new Baseline(
                    "trajectory_flow",
                    "flow matching on all " + data[0].length + " control points, no manifold",
                    new TrajectoryFlowSource(
                            features,
                            flow.flow(),
                            scaling,
                            fitted,
                            model.manifest().flow()),
                    settings.flowSteps(),
                    shared + seconds(start));
        }
    }

    /** A demonstration as its spline: what a baseline without a manifold makes of it. */
    static MotionCurve fitOf(FittedDemonstrations fitted, Demonstration demonstration) {
        return FittedDemonstrations.fitOne(
                fitted.chart(), fitted.basis(), fitted.restAtEnds(), fitted.closed(), demonstration);
    }
}
