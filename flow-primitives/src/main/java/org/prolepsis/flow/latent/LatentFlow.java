package org.prolepsis.flow.latent;

import org.prolepsis.flow.net.DenseNet;

/**
 * The trained flow: a text embedder h (features to a few numbers in (-1, 1)) and a velocity net v(t, z, h), with the
 * embedding of the core text as the unconditional branch. Immutable and thread-safe; {@link Sampler} is per thread.
 *
 * <p>Guidance: v_0 + gamma (v - v_0) (Ho and Salimans, arXiv 2207.12598, for flows as in MMFP, arXiv 2407.19681).
 */
public final class LatentFlow {
    private final DenseNet embedder;
    private final DenseNet velocity;
    private final int latentDimension;
    private final float[] coreEmbedding;

    /**
     * Joins the nets.
     *
     * @param embedder text features to condition, before tanh
     * @param velocity latent, time features and condition to latent velocity; two layers at least
     * @param coreFeatures {@code [embedder.inputs()]}, the features of the core text
     * @throws IllegalArgumentException if the widths do not fit together
     */
    public LatentFlow(DenseNet embedder, DenseNet velocity, float[] coreFeatures) {
        this.embedder = embedder;
        this.velocity = velocity;
        this.latentDimension = velocity.outputs();
        int expected = latentDimension + TimeFeatures.COUNT + embedder.outputs();
        if (velocity.inputs() != expected || velocity.layers() < 2) {
            throw new IllegalArgumentException("the velocity net has " + velocity.inputs() + " inputs and "
                    + velocity.layers() + " layers, must have " + expected + " and at least 2");
        }
        this.coreEmbedding = embed(coreFeatures);
    }

    /**
     * The text embedder.
     *
     * @return the net, before tanh
     */
    public DenseNet embedder() {
        return embedder;
    }

    /**
     * The velocity net.
     *
     * @return the net
     */
    public DenseNet velocity() {
        return velocity;
    }

    /**
     * The dimension of the latents.
     *
     * @return positive
     */
    public int latentDimension() {
        return latentDimension;
    }

    /**
     * Embeds text features.
     *
     * @param features {@code [embedder().inputs()]}
     * @return {@code [embedder().outputs()]}, a fresh array
     * @throws IllegalArgumentException if the length does not fit
     */
    public float[] embed(float[] features) {
        if (features.length != embedder.inputs()) {
            throw new IllegalArgumentException(
                    "got " + features.length + " text features, must be " + embedder.inputs());
        }
        float[] h = new float[embedder.outputs()];
        embedder.forward(features, embedder.workspace(), h);
        for (int i = 0; i < h.length; i++) {
            h[i] = (float) Math.tanh(h[i]);
        }
        return h;
    }

    /**
     * The embedding of the core text: the condition of the unconditional branch.
     *
     * @return {@code [embedder().outputs()]}, a copy
     */
    public float[] coreEmbedding() {
        return coreEmbedding.clone();
    }

    /**
     * A sampler for one thread.
     *
     * @param solver the method
     * @param steps at least 1
     * @param guidance gamma, at least 0; 1 leaves the unconditional branch out
     * @return the sampler
     */
    public Sampler sampler(OdeSolver solver, int steps, double guidance) {
        return new Sampler(this, solver, steps, (float) guidance);
    }

    /** Integrates the flow; for one thread, allocates nothing after construction. */
    public static final class Sampler {
        private final LatentFlow flow;
        private final OdeSolver solver;
        private final int steps;
        private final float guidance;
        private final DenseNet.Workspace workspace;
        private final OdeSolver.Scratch scratch;
        private final OdeSolver.VelocityField field = this::guidedVelocity;
        /** The first layer's share of time at each half step: it depends on nothing else. */
        private final float[][] timeShares;

        private final float[] conditionShare;
        private final float[] coreShare;
        private final float[] unconditional;

        Sampler(LatentFlow flow, OdeSolver solver, int steps, float guidance) {
            this.flow = flow;
            this.solver = solver;
            this.steps = steps;
            this.guidance = guidance;
            this.workspace = flow.velocity.workspace();
            this.scratch = new OdeSolver.Scratch(flow.latentDimension);
            int width = workspace.first().length;
            this.timeShares = new float[2 * steps + 1][width];
            float[] features = new float[TimeFeatures.COUNT];
            for (int k = 0; k <= 2 * steps; k++) {
                TimeFeatures.compute(0.5 * k / steps, features, 0);
                flow.velocity.addFirstProduct(features, flow.latentDimension, TimeFeatures.COUNT, timeShares[k]);
            }
            this.conditionShare = new float[width];
            this.coreShare = new float[width];
            this.unconditional = new float[flow.latentDimension];
            setCondition(flow.coreEmbedding, coreShare);
        }

        /**
         * Carries noise to a latent.
         *
         * @param embedding {@code [embedder().outputs()]}, of the text
         * @param state {@code [latentDimension]}, standard normal noise; receives the normalised latent
         */
        public void integrate(float[] embedding, float[] state) {
            setCondition(embedding, conditionShare);
            solver.integrate(field, steps, state, scratch);
        }

        /**
         * Carries a state over some of the steps.
         *
         * @param embedding {@code [embedder().outputs()]}, of the text
         * @param first the step it starts with, from 0
         * @param end the step it ends before, at most the steps of the sampler
         * @param state {@code [latentDimension]}, at the start; receives that at the end
         */
        public void integrate(float[] embedding, int first, int end, float[] state) {
            setCondition(embedding, conditionShare);
            solver.integrate(field, first, end, steps, state, scratch);
        }

        /**
         * Evaluates the velocity without guidance at a multiple of half a step.
         *
         * @param embedding of the text
         * @param halfStep in [0, 2 steps]
         * @param state {@code [latentDimension]}
         * @param out receives the velocity
         */
        public void velocity(float[] embedding, int halfStep, float[] state, float[] out) {
            setCondition(embedding, conditionShare);
            velocityFrom(conditionShare, halfStep, state, out);
        }

        private void setCondition(float[] embedding, float[] share) {
            flow.velocity.firstBias(share);
            flow.velocity.addFirstProduct(
                    embedding, flow.latentDimension + TimeFeatures.COUNT, embedding.length, share);
        }

        private void guidedVelocity(int halfStep, float t, float[] state, float[] out) {
            velocityFrom(conditionShare, halfStep, state, out);
            if (guidance != 1f) {
                velocityFrom(coreShare, halfStep, state, unconditional);
                for (int i = 0; i < unconditional.length; i++) {
                    out[i] = unconditional[i] + guidance * (out[i] - unconditional[i]);
                }
            }
        }

        private void velocityFrom(float[] share, int halfStep, float[] state, float[] out) {
            float[] first = workspace.first();
            float[] time = timeShares[halfStep];
            for (int i = 0; i < first.length; i++) {
                first[i] = share[i] + time[i];
            }
            flow.velocity.addFirstProduct(state, 0, flow.latentDimension, first);
            flow.velocity.finish(workspace, out);
        }
    }
}
