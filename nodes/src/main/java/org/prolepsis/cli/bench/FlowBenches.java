package org.prolepsis.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.model.MotionSampler;
import org.prolepsis.flow.model.TextCondition;
import org.prolepsis.flow.text.MiniLmEncoder;

/** Sampling a motion, and encoding the sentence it is for. */
final class FlowBenches {
    private static final List<String> SENTENCES = List.of(
            "wave to me",
            "wave big, high up",
            "a small wave on the left, please",
            "could you wave slowly at the bottom right",
            "wave quickly in the middle");

    private FlowBenches() {}

    /** One motion drawn for a sentence that is encoded already. */
    static BenchResult sample(Path path) throws IOException {
        MotionModel model = MotionModel.load(path);
        TextCondition condition = model.condition(model.texts().get(0));
        MotionSampler sampler = model.sampler();
        double[] coefficients = sampler.sample(condition, 1).coefficients();
        Measurement into = Measurement.of(i -> sampler.sampleInto(condition, i, coefficients), 5_000, 20_000);
        Measurement fresh = Measurement.of(i -> sampler.sample(condition, i).duration(), 5_000, 20_000);
        return new BenchResult(
                "one motion of " + path.getFileName() + ", " + model.parameterCount() + " parameters",
                into,
                "the same, as a new curve with its polynomial pieces",
                fresh,
                Map.of());
    }

    /** One sentence. */
    static BenchResult encoder() {
        MiniLmEncoder encoder = new MiniLmEncoder();
        return new BenchResult(
                "one sentence of 3 to 9 words with " + encoder.id(),
                Measurement.of(i -> encoder.encode(SENTENCES.get(i % SENTENCES.size()))[0], 100, 500),
                "",
                null,
                Map.of());
    }
}
