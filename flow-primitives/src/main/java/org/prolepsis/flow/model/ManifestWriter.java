package org.prolepsis.flow.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.latent.FlowMatching;
import org.prolepsis.flow.latent.TimeFeatures;

/** Writes manifests as YAML, in the order that {@link ManifestFile} documents by reading them. */
final class ManifestWriter {
    private ManifestWriter() {}

    static byte[] write(ManifestFile.Content content) throws IOException {
        Manifest manifest = content.manifest();
        boolean joint = manifest.space() == MotionSpace.JOINT;
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", ManifestFile.FORMAT);
        root.put("format_version", ManifestFile.VERSION);
        root.put("space", manifest.space().key());
        if (joint) {
            root.put("joint_names", manifest.jointNames());
        } else {
            root.put("frame", manifest.frame());
        }
        root.put("units", units(joint));
        root.put("rates", map("demonstrations_hz", manifest.demonstrationHz()));
        root.put("curve", curve(manifest));
        root.put("manifold", manifold(manifest.manifold()));
        root.put("flow", flow(manifest.flow()));
        Manifest.Text text = manifest.text();
        root.put(
                "text",
                map(
                        "encoder",
                        text.encoder(),
                        "encoder_dimension",
                        text.encoderDimension(),
                        "features",
                        text.features(),
                        "features_dimension",
                        text.featuresDimension()));
        root.put("grounding", map("threshold", manifest.groundingThreshold()));
        root.put("training", training(manifest.training()));
        Manifest.DatasetInfo dataset = manifest.dataset();
        root.put(
                "dataset",
                map("name", dataset.name(), "sha256", dataset.sha256(), "demonstrations", dataset.demonstrations()));
        root.put("metrics", metrics(manifest.metrics()));
        root.put("texts", manifest.texts());
        root.put("language", language(manifest.language()));
        root.put("weights", WeightsFile.describe(content.weights()));
        return ManifestSeal.seal(Fields.write(root));
    }

    private static Map<String, Object> units(boolean joint) {
        return joint ? map("position", "rad", "time", "s") : map("position", "m", "rotation", "rad", "time", "s");
    }

    private static Map<String, Object> curve(Manifest manifest) {
        Map<String, Object> map = map(
                "basis",
                "clamped_b_spline",
                "degree",
                5,
                "control_points",
                manifest.curve().controlPoints(),
                "rest_at_ends",
                manifest.curve().restAtEnds(),
                "closed",
                manifest.curve().closed());
        if (manifest.space() == MotionSpace.SE3) {
            map.put("reference_orientation", manifest.curve().referenceOrientation());
        }
        return map;
    }

    private static Map<String, Object> manifold(Manifest.Manifold manifold) {
        return map(
                "components",
                manifold.components(),
                "latent_dimension",
                manifold.latentDimension(),
                "latent_dimension_by",
                manifold.latentDimensionBy(),
                "encoder_hidden",
                manifold.encoderHidden(),
                "decoder_hidden",
                manifold.decoderHidden(),
                "normalisation",
                map("component_scale", manifold.componentScale(), "duration_weight", manifold.durationWeight()));
    }

    private static Map<String, Object> flow(Manifest.Flow flow) {
        return map(
                "sigma",
                FlowMatching.SIGMA,
                "time_features",
                TimeFeatures.COUNT,
                "embedding",
                flow.embedding(),
                "embedder_hidden",
                flow.embedderHidden(),
                "velocity_hidden",
                flow.velocityHidden(),
                "solver",
                flow.solver().name().toLowerCase(Locale.ROOT),
                "solver_steps",
                flow.solverSteps(),
                "guidance",
                flow.guidance());
    }

    private static Map<String, Object> training(Manifest.Training training) {
        return map(
                "seed",
                training.seed(),
                "manifold_steps",
                training.manifoldSteps(),
                "flow_steps",
                training.flowSteps(),
                "smoothness",
                training.smoothness(),
                "isometry",
                training.isometry(),
                "embedding_noise",
                training.embeddingNoise(),
                "consistency",
                training.consistency(),
                "patience",
                training.patience(),
                "distilled_steps",
                training.distilledSteps(),
                "manifold_held_out",
                training.manifoldHeldOut(),
                "flow_held_out",
                training.flowHeldOut(),
                "seconds",
                training.seconds());
    }

    private static Map<String, Object> language(Manifest.Language language) {
        List<Map<String, Object>> synonyms = new ArrayList<>();
        language.synonyms().forEach((phrase, others) -> synonyms.add(map("phrase", phrase, "same", others)));
        return map("demonstrations", language.demonstrations(), "synonyms", synonyms);
    }

    private static Map<String, Object> metrics(Manifest.Metrics metrics) {
        return map(
                "spline_position_rmse",
                metrics.splinePositionRmse(),
                "spline_rotation_rmse",
                metrics.splineRotationRmse(),
                "manifold_loss",
                metrics.manifoldLoss(),
                "flow_loss",
                metrics.flowLoss());
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
