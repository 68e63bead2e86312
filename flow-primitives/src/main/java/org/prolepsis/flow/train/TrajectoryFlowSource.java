package org.prolepsis.flow.train;

import java.util.SplittableRandom;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.metrics.Motion;
import org.prolepsis.flow.metrics.SampleSource;
import org.prolepsis.flow.model.Manifest;
import org.prolepsis.flow.text.TextFeatures;

/** Carries noise on all control points to a motion, with the solver of the model it is compared with. */
final class TrajectoryFlowSource implements SampleSource {
    private final TextFeatures features;
    private final LatentFlow flow;
    private final LatentFlow.Sampler sampler;
    private final ControlPointScaling scaling;
    private final FittedDemonstrations fitted;

    TrajectoryFlowSource(
            TextFeatures features,
            LatentFlow flow,
            ControlPointScaling scaling,
            FittedDemonstrations fitted,
            Manifest.Flow settings) {
        this.features = features;
        this.flow = flow;
        this.sampler = flow.sampler(settings.solver(), settings.solverSteps(), 1);
        this.scaling = scaling;
        this.fitted = fitted;
    }

    @Override
    public TextSampler forText(String text) {
        float[] h = flow.embed(features.encode(text));
        float[] state = new float[flow.latentDimension()];
        double[] coefficients = new double[state.length - 1];
        return seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            for (int k = 0; k < state.length; k++) {
                state[k] = (float) random.nextGaussian();
            }
            sampler.integrate(h, state);
            double duration = scaling.restore(state, coefficients);
            return new MotionCurve(fitted.chart(), fitted.basis(), coefficients, duration);
        };
    }

    @Override
    public Motion reconstruct(Demonstration demonstration) {
        return BaselineTrainer.fitOf(fitted, demonstration);
    }

    @Override
    public long parameterCount() {
        return flow.embedder().parameterCount() + flow.velocity().parameterCount();
    }
}
