package org.prolepsis.flow.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model is worth on a dataset. NaN stands for what the dataset has not (rotations of joints, paraphrases), null
 * in JSON.
 *
 * @param reconstruction how well demonstrations come back from the manifold
 * @param meanMmd mean over texts of the squared MMD between a text's samples and its demonstrations
 * @param mmdPerText the same for each training text
 * @param mmdBandwidth of its kernel: the mean squared distance between demonstrations
 * @param trainAccuracy share of samples for training texts whose nearest demonstration carries every label the text
 *     specifies; texts that specify nothing count as right
 * @param trainAccuracySpecified the same over texts that specify something
 * @param paraphraseAccuracy the same over paraphrases
 * @param accuracyByLabel label to share of right samples over the texts that specify it
 * @param nearestDistance mean over samples of the distance to the nearest demonstration the text allows
 * @param paraphraseNearestDistance the same over paraphrases
 * @param coverage share of the label values left open by a text that its samples reach, mean over texts
 * @param paraphraseCoverage the same over paraphrases
 * @param jerkRatio mean squared jerk of samples over that of demonstrations
 * @param latency of drawing one sample
 * @param modelParameters trained numbers needed to sample
 */
public record Evaluation(
        Reconstruction reconstruction,
        double meanMmd,
        Map<String, Double> mmdPerText,
        double mmdBandwidth,
        double trainAccuracy,
        double trainAccuracySpecified,
        double paraphraseAccuracy,
        Map<String, ByLabel> accuracyByLabel,
        double nearestDistance,
        double paraphraseNearestDistance,
        double coverage,
        double paraphraseCoverage,
        double jerkRatio,
        Latency latency,
        long modelParameters) {

    /**
     * Root mean square errors over all samples of all demonstrations.
     *
     * @param position Euclidean, m
     * @param rotation angle, rad
     * @param joint of a single joint, rad
     * @param duration s
     */
    public record Reconstruction(double position, double rotation, double joint, double duration) {}

    /**
     * Accuracy in one label.
     *
     * @param train over training texts
     * @param paraphrases over paraphrases
     */
    public record ByLabel(double train, double paraphrases) {}

    /**
     * Wall time of drawing one sample on one thread, sentence already encoded.
     *
     * @param p50 µs
     * @param p99 µs
     */
    public record Latency(double p50, double p99) {}

    /** Copies the maps. */
    public Evaluation {
        mmdPerText = Collections.unmodifiableMap(new LinkedHashMap<>(mmdPerText));
        accuracyByLabel = Collections.unmodifiableMap(new LinkedHashMap<>(accuracyByLabel));
    }

    /**
     * The result as {@code eval --json} prints it.
     *
     * @return nested maps of numbers, null where there is none
     */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "reconstruction",
                object(
                        "position_rmse_m", reconstruction.position(),
                        "rotation_rmse_rad", reconstruction.rotation(),
                        "joint_rmse_rad", reconstruction.joint(),
                        "duration_rmse_s", reconstruction.duration()));
        Map<String, Object> perText = new LinkedHashMap<>();
        mmdPerText.forEach((text, value) -> perText.put(text, orNull(value)));
        json.put("mmd", object("mean", meanMmd, "bandwidth", mmdBandwidth, "per_text", perText));
        Map<String, Object> byLabel = new LinkedHashMap<>();
        accuracyByLabel.forEach((label, value) ->
                byLabel.put(label, object("train", value.train(), "paraphrases", value.paraphrases())));
        json.put(
                "accuracy",
                object(
                        "train", trainAccuracy,
                        "train_specified", trainAccuracySpecified,
                        "paraphrases", paraphraseAccuracy,
                        "by_label", byLabel));
        json.put("nearest_distance", orNull(nearestDistance));
        json.put("nearest_distance_paraphrases", orNull(paraphraseNearestDistance));
        json.put("coverage", orNull(coverage));
        json.put("coverage_paraphrases", orNull(paraphraseCoverage));
        json.put("jerk_ratio", orNull(jerkRatio));
        json.put("sample_us", object("p50", latency.p50(), "p99", latency.p99()));
        json.put("model_parameters", modelParameters);
        return json;
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1];
            object.put((String) keysAndValues[i], value instanceof Double number ? orNull(number) : value);
        }
        return object;
    }

    private static Object orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
