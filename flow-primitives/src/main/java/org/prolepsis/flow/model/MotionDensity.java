package org.prolepsis.flow.model;

import org.prolepsis.flow.latent.LatentDensity;

/**
 * How likely a sentence makes a motion: the log-density of its latent under the flow, with the guidance of the model. It
 * takes some milliseconds; holds working memory, so it belongs to one thread.
 */
public final class MotionDensity {
    private final MotionModel model;
    private final MotionSampler sampler;
    private final LatentDensity density;
    private final float[] latent;

    /**
     * Prepares densities.
     *
     * @param model not distilled
     * @throws IllegalArgumentException if the model was distilled: its flow is then a map in one or two steps, without the
     *     ODE that a density is taken from
     */
    public MotionDensity(MotionModel model) {
        int distilled = model.manifest().training().distilledSteps();
        if (distilled != 0) {
            throw new IllegalArgumentException("the model was distilled to " + distilled
                    + " step(s) and has no density; train it without distilling");
        }
        this.model = model;
        this.sampler = model.sampler();
        this.density = new LatentDensity(model.flow(), model.manifest().flow().guidance(), LatentDensity.STEPS);
        this.latent = new float[model.flow().latentDimension()];
    }

    /**
     * The log-density of a latent.
     *
     * @param condition of the same model
     * @param normalised {@code [latent dimension]}, as {@link MotionSampler#sampleLatent} gives it
     * @return natural logarithm, per unit volume of normalised latents
     * @throws IllegalArgumentException if another model made the condition or the length does not fit
     */
    public double logDensity(TextCondition condition, float[] normalised) {
        return density.logDensity(condition.embeddingFor(model.flow()), normalised);
    }

    /**
     * The log-density of the motion that a seed draws.
     *
     * @param condition of the same model
     * @param seed as in {@link MotionSampler#sample}
     * @return natural logarithm, per unit volume of normalised latents
     * @throws IllegalArgumentException if another model made the condition
     */
    public double ofSample(TextCondition condition, long seed) {
        sampler.sampleLatent(condition, seed, latent);
        return logDensity(condition, latent);
    }
}
