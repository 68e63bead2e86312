package org.prolepsis.sim.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.flow.model.Fields;
import org.prolepsis.flow.model.ManifestSeal;
import org.prolepsis.flow.model.ModelBundle;
import org.prolepsis.flow.model.ModelFormatException;
import org.prolepsis.flow.model.WeightsFile;
import org.prolepsis.flow.model.WeightsFile.Description;
import org.prolepsis.flow.model.WeightsFile.Spec;
import org.prolepsis.sim.cell.ColorSortCell;

/** Policies on disk: manifest.yaml and weights.bin in a directory or a zip file. All of it is checked at load. */
final class PolicyBundle {
    private static final String FORMAT = "prolepsis-chunk-policy";
    private static final int VERSION = 2;
    private static final String MANIFEST = "manifest.yaml";
    private static final double LARGE = 1e300;

    private PolicyBundle() {}

    /** The tensors of a bundle: the scales, then those of the net. */
    private static List<Spec> tensors(NetShape shape) {
        int values = shape.horizon() * NetShape.CHANNELS;
        List<Spec> specs = new ArrayList<>();
        specs.add(new Spec("input_mean", WeightsFile.Type.FLOAT32, List.of(ObservationFeatures.COUNT)));
        specs.add(new Spec("input_scale", WeightsFile.Type.FLOAT32, List.of(ObservationFeatures.COUNT)));
        specs.add(new Spec("output_offset", WeightsFile.Type.FLOAT32, List.of(values)));
        specs.add(new Spec("output_scale", WeightsFile.Type.FLOAT32, List.of(values)));
        specs.addAll(shape.tensors());
        return specs;
    }

    static void save(LearnedPolicy policy, Path bundle) throws IOException {
        List<Spec> specs = tensors(policy.manifest().shape());
        Normalisation normalisation = policy.normalisation();
        List<float[]> values = new ArrayList<>(List.of(
                normalisation.inputMean(),
                normalisation.inputScale(),
                normalisation.outputOffset(),
                normalisation.outputScale()));
        values.addAll(policy.net().parameters());
        Map<String, float[]> floats = new HashMap<>();
        for (int i = 0; i < specs.size(); i++) {
            floats.put(specs.get(i).name(), values.get(i));
        }
        byte[] weights = WeightsFile.pack(specs, floats, Map.of());
        Description description = new Description(WeightsFile.sha256(weights), weights.length, specs);
        ModelBundle.write(bundle, manifest(policy.manifest(), description), weights);
    }

    private static byte[] manifest(PolicyManifest manifest, Description weights) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", FORMAT);
        root.put("format_version", VERSION);
        root.put("joint_names", ColorSortCell.JOINT_NAMES);
        root.put("units", PolicyManifest.UNITS);
        root.put("horizon", manifest.shape().horizon());
        root.put("step_seconds", manifest.stepSeconds());
        root.put("features", ObservationFeatures.COUNT);
        root.put("architecture", architecture(manifest.shape()));
        PolicyManifest.Training training = manifest.training();
        root.put(
                "training",
                map(
                        "seed", training.seed(),
                        "steps", training.steps(),
                        "batch", training.batch(),
                        "rate", training.rate(),
                        "joint_noise", training.jointNoise(),
                        "block_noise", training.blockNoise(),
                        "seconds", training.seconds()));
        PolicyManifest.DatasetInfo dataset = manifest.dataset();
        root.put(
                "dataset",
                map(
                        "name", dataset.name(),
                        "sha256", dataset.sha256(),
                        "episodes", dataset.episodes(),
                        "held_out", dataset.heldOut()));
        PolicyManifest.Metrics metrics = manifest.metrics();
        root.put(
                "metrics",
                map(
                        "training_loss", metrics.trainingLoss(),
                        "joint_l1", metrics.joint(),
                        "finger_l1", metrics.finger()));
        root.put("weights", WeightsFile.describe(weights));
        return ManifestSeal.seal(Fields.write(root));
    }

    private static Map<String, Object> architecture(NetShape shape) {
        if (shape instanceof MlpShape mlp) {
            return map("kind", mlp.architecture().key(), "hidden", mlp.hidden());
        }
        TransformerShape transformer = (TransformerShape) shape;
        return map(
                "kind", transformer.architecture().key(),
                "width", transformer.width(),
                "heads", transformer.heads(),
                "feed_forward", transformer.feedForward(),
                "encoder_layers", transformer.encoderLayers(),
                "decoder_layers", transformer.decoderLayers(),
                "latent", transformer.latent());
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    static LearnedPolicy load(Path bundle) throws IOException {
        byte[] yaml = ModelBundle.read(bundle, MANIFEST);
        ManifestSeal.check(yaml);
        Fields root = Fields.parse(MANIFEST, yaml);
        PolicyManifest manifest = readManifest(root);
        Description description = WeightsFile.readDescription(root.object("weights"));
        root.end();
        List<Spec> specs = tensors(manifest.shape());
        WeightsFile.checkTensors(description.tensors(), specs);
        Map<String, float[]> floats = new HashMap<>();
        WeightsFile.unpack(ModelBundle.read(bundle, WeightsFile.NAME), description, floats, new HashMap<>());
        requirePositive("input_scale", floats);
        requirePositive("output_scale", floats);
        Normalisation normalisation = new Normalisation(
                floats.get("input_mean"),
                floats.get("input_scale"),
                floats.get("output_offset"),
                floats.get("output_scale"));
        List<float[]> parameters = specs.subList(4, specs.size()).stream()
                .map(spec -> floats.get(spec.name()))
                .toList();
        return new LearnedPolicy(manifest, normalisation, manifest.shape().net(parameters));
    }

    private static void requirePositive(String tensor, Map<String, float[]> floats) throws ModelFormatException {
        float[] values = floats.get(tensor);
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0)) {
                throw new ModelFormatException(WeightsFile.NAME + ": element " + i + " of " + tensor + " is "
                        + values[i] + ", must be above 0");
            }
        }
    }

    private static PolicyManifest readManifest(Fields root) throws ModelFormatException {
        root.textOf("format", FORMAT);
        root.integer("format_version", VERSION, VERSION);
        List<String> names = root.texts("joint_names");
        if (!names.equals(ColorSortCell.JOINT_NAMES)) {
            throw root.wrong("joint_names", names.toString(), ColorSortCell.JOINT_NAMES.toString());
        }
        List<String> units = root.list("units", "rad|m", "rad or m");
        if (!units.equals(PolicyManifest.UNITS)) {
            throw root.wrong("units", units.toString(), PolicyManifest.UNITS.toString());
        }
        int horizon = (int) root.integer("horizon", 1, 200);
        double step = root.number("step_seconds", 1e-3, 1);
        root.integer("features", ObservationFeatures.COUNT, ObservationFeatures.COUNT);
        return new PolicyManifest(
                step,
                readShape(root.object("architecture"), horizon),
                readTraining(root.object("training")),
                readDataset(root.object("dataset")),
                readMetrics(root.object("metrics")));
    }

    private static NetShape readShape(Fields fields, int horizon) throws ModelFormatException {
        String kind = fields.textOf("kind", Architecture.MLP.key(), Architecture.TRANSFORMER.key());
        try {
            NetShape shape = kind.equals(Architecture.MLP.key())
                    ? new MlpShape(horizon, fields.integers("hidden", 1, 4096))
                    : new TransformerShape(
                            horizon,
                            (int) fields.integer("width", 1, 1024),
                            (int) fields.integer("heads", 1, 64),
                            (int) fields.integer("feed_forward", 1, 4096),
                            (int) fields.integer("encoder_layers", 1, 8),
                            (int) fields.integer("decoder_layers", 1, 8),
                            (int) fields.integer("latent", 1, 256));
            fields.end();
            return shape;
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException(MANIFEST + ": field architecture: " + e.getMessage(), e);
        }
    }

    private static PolicyManifest.Training readTraining(Fields fields) throws ModelFormatException {
        PolicyManifest.Training training = new PolicyManifest.Training(
                fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                (int) fields.integer("steps", 0, Integer.MAX_VALUE),
                (int) fields.integer("batch", 1, Integer.MAX_VALUE),
                fields.number("rate", 0, LARGE),
                fields.number("joint_noise", 0, LARGE),
                fields.number("block_noise", 0, LARGE),
                fields.number("seconds", 0, LARGE));
        fields.end();
        return training;
    }

    private static PolicyManifest.DatasetInfo readDataset(Fields fields) throws ModelFormatException {
        String name = fields.text("name");
        String sha256 = fields.text("sha256");
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw fields.wrong("sha256", sha256, "64 lower-case hex digits");
        }
        PolicyManifest.DatasetInfo dataset = new PolicyManifest.DatasetInfo(
                name, sha256, (int) fields.integer("episodes", 1, Integer.MAX_VALUE), (int)
                        fields.integer("held_out", 0, Integer.MAX_VALUE));
        fields.end();
        return dataset;
    }

    private static PolicyManifest.Metrics readMetrics(Fields fields) throws ModelFormatException {
        PolicyManifest.Metrics metrics = new PolicyManifest.Metrics(
                fields.number("training_loss", -LARGE, LARGE),
                fields.number("joint_l1", 0, LARGE),
                fields.number("finger_l1", 0, LARGE));
        fields.end();
        return metrics;
    }
}
