package org.prolepsis.flow.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.latent.FlowMatching;
import org.prolepsis.flow.latent.OdeSolver;
import org.prolepsis.flow.latent.TimeFeatures;

/** Manifests as YAML: what a file holds, and the reader, which checks every field. */
final class ManifestFile {
    static final String NAME = "manifest.yaml";
    static final String FORMAT = "prolepsis-motion-model";
    static final int VERSION = 4;
    private static final double LARGE = 1e300;
    private static final int MOST = 1 << 20;

    private ManifestFile() {}

    /** What a manifest file holds. */
    record Content(Manifest manifest, WeightsFile.Description weights) {}

    static Content read(byte[] bytes) throws ModelFormatException {
        ManifestSeal.check(bytes);
        Fields root = Fields.parse(NAME, bytes);
        root.textOf("format", FORMAT);
        root.integer("format_version", VERSION, VERSION);
        boolean joint = root.textOf("space", "joint", "se3").equals("joint");
        MotionSpace space = joint ? MotionSpace.JOINT : MotionSpace.SE3;
        List<String> jointNames = joint ? root.texts("joint_names") : List.of();
        if (joint && jointNames.isEmpty()) {
            throw root.wrong("joint_names", "empty", "a list of at least one joint");
        }
        String frame = joint ? "" : root.text("frame");
        readUnits(root.object("units"), joint);
        Fields rates = root.object("rates");
        double hz = rates.number("demonstrations_hz", 0, LARGE);
        rates.end();
        Manifest manifest = new Manifest(
                space,
                frame,
                jointNames,
                hz,
                readCurve(root.object("curve"), joint),
                readManifold(root.object("manifold")),
                readFlow(root.object("flow")),
                readText(root.object("text")),
                readGrounding(root.object("grounding")),
                readTraining(root.object("training")),
                readDataset(root.object("dataset")),
                readMetrics(root.object("metrics")),
                root.texts("texts"),
                readLanguage(root.object("language")));
        if (manifest.texts().isEmpty()) {
            throw root.wrong("texts", "empty", "a list of at least the core text");
        }
        if (manifest.language().demonstrations().size() != manifest.texts().size()) {
            throw root.wrong(
                    "language.demonstrations",
                    "of length " + manifest.language().demonstrations().size(),
                    "of length " + manifest.texts().size() + ", one for each of texts");
        }
        WeightsFile.Description weights = WeightsFile.readDescription(root.object("weights"));
        root.end();
        return new Content(manifest, weights);
    }

    private static void readUnits(Fields units, boolean joint) throws ModelFormatException {
        units.textOf("position", joint ? "rad" : "m");
        if (!joint) {
            units.textOf("rotation", "rad");
        }
        units.textOf("time", "s");
        units.end();
    }

    private static Manifest.Curve readCurve(Fields curve, boolean joint) throws ModelFormatException {
        curve.textOf("basis", "clamped_b_spline");
        curve.integer("degree", 5, 5);
        int controlPoints = (int) curve.integer("control_points", 8, 256);
        boolean rest = curve.flag("rest_at_ends");
        boolean closed = curve.flag("closed");
        List<Double> reference = joint ? List.of() : curve.numbers("reference_orientation", -1.001, 1.001);
        if (!joint) {
            checkOrientations(curve, reference);
        }
        curve.end();
        return new Manifest.Curve(controlPoints, rest, closed, reference);
    }

    private static void checkOrientations(Fields curve, List<Double> flat) throws ModelFormatException {
        double[][] orientations = new double[flat.size() / 4][4];
        for (int i = 0; i < 4 * orientations.length; i++) {
            orientations[i / 4][i % 4] = flat.get(i);
        }
        try {
            if (flat.size() % 4 != 0) {
                throw new IllegalArgumentException("got " + flat.size() + " numbers");
            }
            Chart.se3(orientations);
        } catch (IllegalArgumentException e) {
            String must = "one unit quaternion x, y, z, w, or the control orientations of one that moves";
            throw curve.wrong("reference_orientation", e.getMessage(), must);
        }
    }

    private static Manifest.Manifold readManifold(Fields manifold) throws ModelFormatException {
        int components = (int) manifold.integer("components", 1, MOST);
        int latent = (int) manifold.integer("latent_dimension", 1, 256);
        String by = manifold.textOf("latent_dimension_by", Manifest.Manifold.BY_VARIANCE, Manifest.Manifold.BY_SETTING);
        List<Integer> encoder = manifold.integers("encoder_hidden", 1, 4096);
        List<Integer> decoder = manifold.integers("decoder_hidden", 1, 4096);
        Fields normalisation = manifold.object("normalisation");
        double scale = normalisation.number("component_scale", Double.MIN_NORMAL, LARGE);
        double weight = normalisation.number("duration_weight", Double.MIN_NORMAL, LARGE);
        normalisation.end();
        manifold.end();
        return new Manifest.Manifold(components, latent, by, scale, weight, encoder, decoder);
    }

    private static Manifest.Flow readFlow(Fields flow) throws ModelFormatException {
        flow.number("sigma", FlowMatching.SIGMA, FlowMatching.SIGMA);
        flow.integer("time_features", TimeFeatures.COUNT, TimeFeatures.COUNT);
        int embedding = (int) flow.integer("embedding", 1, 4096);
        List<Integer> embedder = flow.integers("embedder_hidden", 1, 4096);
        List<Integer> velocity = flow.integers("velocity_hidden", 1, 4096);
        if (velocity.isEmpty()) {
            throw flow.wrong("velocity_hidden", "empty", "a list of at least one width");
        }
        OdeSolver solver = OdeSolver.valueOf(
                flow.textOf("solver", "euler", "midpoint", "rk4").toUpperCase(Locale.ROOT));
        int steps = (int) flow.integer("solver_steps", 1, 1000);
        double guidance = flow.number("guidance", 0, 100);
        flow.end();
        return new Manifest.Flow(embedding, embedder, velocity, solver, steps, guidance);
    }

    private static Manifest.Text readText(Fields text) throws ModelFormatException {
        Manifest.Text read = new Manifest.Text(
                text.text("encoder"), (int) text.integer("encoder_dimension", 1, MOST), text.text("features"), (int)
                        text.integer("features_dimension", 1, MOST));
        text.end();
        return read;
    }

    private static double readGrounding(Fields grounding) throws ModelFormatException {
        double threshold = grounding.number("threshold", Double.MIN_NORMAL, 1 - 1e-12);
        grounding.end();
        return threshold;
    }

    private static Manifest.Language readLanguage(Fields language) throws ModelFormatException {
        List<String> demonstrations = language.list("demonstrations", "[0-9a-f]{1,4096}", "hex digits");
        Map<String, List<String>> synonyms = new LinkedHashMap<>();
        for (Fields entry : language.objects("synonyms")) {
            synonyms.put(entry.text("phrase"), entry.texts("same"));
            entry.end();
        }
        language.end();
        return new Manifest.Language(demonstrations, synonyms);
    }

    private static Manifest.Training readTraining(Fields training) throws ModelFormatException {
        Manifest.Training read = new Manifest.Training(
                training.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                (int) training.integer("manifold_steps", 1, Integer.MAX_VALUE),
                (int) training.integer("flow_steps", 1, Integer.MAX_VALUE),
                training.number("smoothness", 0, LARGE),
                training.number("isometry", 0, LARGE),
                training.number("embedding_noise", 0, LARGE),
                training.number("consistency", 0, LARGE),
                (int) training.integer("patience", 0, Integer.MAX_VALUE),
                (int) training.integer("distilled_steps", 0, 2),
                training.numbers("manifold_held_out", -LARGE, LARGE),
                training.numbers("flow_held_out", -LARGE, LARGE),
                training.number("seconds", 0, LARGE));
        training.end();
        return read;
    }

    private static Manifest.DatasetInfo readDataset(Fields dataset) throws ModelFormatException {
        String name = dataset.text("name");
        String sha256 = dataset.text("sha256");
        if (!sha256.matches("([0-9a-f]{64})?")) {
            throw dataset.wrong("sha256", sha256, "64 lower-case hex digits, or empty");
        }
        int demonstrations = (int) dataset.integer("demonstrations", 1, Integer.MAX_VALUE);
        dataset.end();
        return new Manifest.DatasetInfo(name, sha256, demonstrations);
    }

    private static Manifest.Metrics readMetrics(Fields metrics) throws ModelFormatException {
        Manifest.Metrics read = new Manifest.Metrics(
                metrics.number("spline_position_rmse", 0, LARGE),
                metrics.number("spline_rotation_rmse", 0, LARGE),
                metrics.number("manifold_loss", 0, LARGE),
                metrics.number("flow_loss", 0, LARGE));
        metrics.end();
        return read;
    }
}
