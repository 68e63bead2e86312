package org.prolepsis.flow.model;

import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.latent.OdeSolver;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;

/** Draws motions from a model. Holds working memory, so it belongs to one thread. */
public final class MotionSampler {
    private final MotionModel model;
    private final int steps;
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
        this.steps = steps;
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

    /**
     * Draws several motions into control points: motion i is that of seed {@code firstSeed + i}. Allocates nothing.
     *
     * @param condition of the same model
     * @param firstSeed seed of the first
     * @param count how many, at least 0
     * @param out {@code [count * coordinates * control points]} at least, receives the motions one after the other, each
     *     as {@link #sampleInto} gives it
     * @param durations {@code [count]} at least, receives the durations, s
     * @throws IllegalArgumentException if another model made the condition or an array is too short
     */
    public void sampleBatch(TextCondition condition, long firstSeed, int count, double[] out, double[] durations) {
        int width = coefficients.length;
        if (count < 0 || out.length < (long) count * width || durations.length < count) {
            throw new IllegalArgumentException("got arrays of " + out.length + " and " + durations.length + " for "
                    + count + " motions, must be at least " + (long) count * width + " and " + count);
        }
        for (int i = 0; i < count; i++) {
            durations[i] = sampleInto(condition, firstSeed + i, coefficients);
            System.arraycopy(coefficients, 0, out, i * width, width);
        }
    }

    /**
     * Draws the latent of a motion. Allocates nothing.
     *
     * @param condition of the same model
     * @param seed the same seed gives the latent of the motion that {@link #sample} gives
     * @param out {@code [latent dimension]}, receives the normalised latent
     * @throws IllegalArgumentException if another model made the condition or the length does not fit
     */
    public void sampleLatent(TextCondition condition, long seed, float[] out) {
        if (out.length != latent.length) {
            throw new IllegalArgumentException("got an array of " + out.length + " for a latent of " + latent.length);
        }
        float[] embedding = condition.embeddingFor(model.flow());
        noise.fill(seed, out);
        flow.integrate(embedding, out);
    }

    /**
     * The way of a latent from noise, for looking at.
     *
     * @param condition of the same model
     * @param seed the same seed gives the way to the latent of the motion that {@link #sample} gives
     * @return {@code [steps + 1][latent dimension]}, the noise first
     * @throws IllegalArgumentException if another model made the condition
     */
    public float[][] samplePath(TextCondition condition, long seed) {
        float[] embedding = condition.embeddingFor(model.flow());
        float[] state = new float[latent.length];
        noise.fill(seed, state);
        float[][] path = new float[steps + 1][];
        path[0] = state.clone();
        for (int step = 0; step < steps; step++) {
            flow.integrate(embedding, step, step + 1, state);
            path[step + 1] = state.clone();
        }
        return path;
    }
}
