package org.prolepsis.flow.model;

import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.latent.OdeSolver;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;

/** Draws motions from a model. Holds working memory, so it belongs to one thread. */
public final class MotionSampler {
    private final MotionModel model;
    private final PrincipalMotions principal;
    private final LatentFlow.Sampler flow;
    private final MotionManifold.Decoder decoder;
    private final GaussianNoise noise = new GaussianNoise();
    private final float[] latent;
    private final double[] coefficients;

    /**
     * Prepares sampling with other settings than the model's own.
     *
     * @param model the model
     * @param solver the ODE solver
     * @param steps its steps, at least 1
     * @param guidance gamma of v0 + gamma (v - v0), at least 0
     * @throws IllegalArgumentException if steps or guidance are out of range
     */
    public MotionSampler(MotionModel model, OdeSolver solver, int steps, double guidance) {
        if (steps < 1 || !(guidance >= 0) || Double.isInfinite(guidance)) {
            throw new IllegalArgumentException("got " + steps + " steps and guidance " + guidance
                    + "; steps must be at least 1 and guidance finite and at least 0");
        }
        this.model = model;
        this.principal = model.manifold().principal();
        this.flow = model.flow().sampler(solver, steps, guidance);
        this.decoder = model.manifold().newDecoder();
        this.latent = new float[model.flow().latentDimension()];
        this.coefficients =
                new double[principal.chart().coordinates() * principal.basis().count()];
    }

    /**
     * Draws a motion. Allocates nothing but the motion.
     *
     * @param condition of the same model
     * @param seed the same seed gives the same motion
     * @return the motion
     * @throws IllegalArgumentException if another model made the condition
     */
    public MotionCurve sample(TextCondition condition, long seed) {
        double duration = sampleInto(condition, seed, coefficients);
        return new MotionCurve(principal.chart(), principal.basis(), coefficients, duration);
    }

    /**
     * Draws a motion into control points. Allocates nothing.
     *
     * @param condition of the same model
     * @param seed the same seed gives the same motion
     * @param out {@code [coordinates * control points]}, receives all control points of coordinate 0 first
     * @return the duration, s
     * @throws IllegalArgumentException if another model made the condition
     */
    public double sampleInto(TextCondition condition, long seed, double[] out) {
        float[] embedding = condition.embeddingFor(model.flow());
        noise.fill(seed, latent);
        flow.integrate(embedding, latent);
        return decoder.decode(latent, out);
    }
}
