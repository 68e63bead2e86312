package org.prolepsis.nodes.flow;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.model.Manifest;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.model.MotionSampler;
import org.prolepsis.flow.model.TextCondition;
import org.prolepsis.flow.text.Grounding;

/** Motions of a trained model. */
public final class ModelMotionSource implements MotionSource {
    private final MotionModel model;
    private final MotionSampler sampler;

    /**
     * Motions with the guidance that the model was trained for.
     *
     * @throws IllegalArgumentException if the model is not one of joint motions
     */
    public ModelMotionSource(MotionModel model) {
        this(model, model.manifest().flow().guidance());
    }

    /**
     * Motions with another guidance.
     *
     * @param guidance gamma of v0 + gamma (v - v0), at least 0; 1 is plain conditioning
     * @throws IllegalArgumentException if the model is not one of joint motions or the guidance is negative
     */
    public ModelMotionSource(MotionModel model, double guidance) {
        if (model.space() != MotionSpace.JOINT) {
            throw new IllegalArgumentException("the model has space se3 (motions of the frame " + model.frame()
                    + "); this node moves joints and needs a model with space joint");
        }
        this.model = model;
        Manifest.Flow flow = model.manifest().flow();
        this.sampler = new MotionSampler(model, flow.solver(), flow.solverSteps(), guidance);
    }

    @Override
    public List<String> jointNames() {
        return model.jointNames();
    }

    @Override
    public Grounding ground(String text) {
        return model.ground(text);
    }

    @Override
    public Draw draw(String text, long seed) {
        return draw(text, seed, motion -> 0, 1);
    }

    @Override
    public Draw draw(String text, long seed, ToDoubleFunction<MotionCurve> badness, int candidates) {
        long begin = System.nanoTime();
        TextCondition condition = model.condition(text);
        long encoded = System.nanoTime();
        MotionCurve best = sampler.sample(condition, seed);
        double least = candidates > 1 ? badness.applyAsDouble(best) : 0;
        for (int i = 1; i < candidates; i++) {
            MotionCurve motion = sampler.sample(condition, seed ^ (i * 0x9E3779B97F4A7C15L));
            double bad = badness.applyAsDouble(motion);
            if (bad < least) {
                least = bad;
                best = motion;
            }
        }
        long sampled = System.nanoTime();
        return new Draw(best, model.understoodAs(condition), encoded - begin, sampled - encoded);
    }
}
