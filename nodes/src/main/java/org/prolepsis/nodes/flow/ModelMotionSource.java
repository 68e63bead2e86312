package org.prolepsis.nodes.flow;

import java.util.List;
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
        long begin = System.nanoTime();
        TextCondition condition = model.condition(text);
        long encoded = System.nanoTime();
        MotionCurve motion = sampler.sample(condition, seed);
        long sampled = System.nanoTime();
        return new Draw(motion, model.understoodAs(condition), encoded - begin, sampled - encoded);
    }
}
