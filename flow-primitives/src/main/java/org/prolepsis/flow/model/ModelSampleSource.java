package org.prolepsis.flow.model;

import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.metrics.Motion;
import org.prolepsis.flow.metrics.SampleSource;

/** Lets the evaluation draw from a model. For one thread. */
final class ModelSampleSource implements SampleSource {
    private final MotionModel model;
    private final MotionSampler sampler;

    ModelSampleSource(MotionModel model, MotionSampler sampler) {
        this.model = model;
        this.sampler = sampler;
    }

    @Override
    public TextSampler forText(String text) {
        TextCondition condition = model.condition(text);
        return seed -> sampler.sample(condition, seed);
    }

    @Override
    public Motion reconstruct(Demonstration demonstration) {
        return model.reconstruct(demonstration);
    }

    @Override
    public long parameterCount() {
        return model.parameterCount();
    }
}
