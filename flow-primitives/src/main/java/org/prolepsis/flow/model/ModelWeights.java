package org.prolepsis.flow.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.SplineBasis;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.latent.TimeFeatures;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;
import org.prolepsis.flow.net.DenseNet;

/** Which tensors a model of given sizes has, and the way between tensors and nets. */
final class ModelWeights {
    private static final String MEAN = "principal.mean";
    private static final String COMPONENTS = "principal.components";
    private static final String LATENT_MEAN = "latent.mean";
    private static final String LATENT_DEVIATION = "latent.deviation";
    private static final String ENCODER_SKIP = "manifold.encoder_skip";
    private static final String ENCODER = "manifold.encoder";
    private static final String DECODER_SKIP = "manifold.decoder_skip";
    private static final String DECODER = "manifold.decoder";
    private static final String EMBEDDER = "flow.embedder";
    private static final String VELOCITY = "flow.velocity";
    private static final String CORE_FEATURES = "text.core_features";
    private static final String EMBEDDINGS = "grounding.embeddings";

    private final Map<String, float[]> floats = new LinkedHashMap<>();
    private final Map<String, double[]> doubles = new LinkedHashMap<>();

    /** Takes the tensors of a trained model. */
    static ModelWeights of(
            MotionManifold manifold, LatentFlow flow, float[] coreFeatures, float[][] groundingEmbeddings) {
        ModelWeights weights = new ModelWeights();
        PrincipalMotions principal = manifold.principal();
        weights.doubles.put(MEAN, principal.mean());
        weights.doubles.put(
                COMPONENTS,
                Arrays.stream(principal.components())
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
        weights.floats.put(LATENT_MEAN, manifold.latentMean());
        weights.floats.put(LATENT_DEVIATION, manifold.latentDeviation());
        weights.put(ENCODER_SKIP, manifold.encoderSkip());
        weights.put(ENCODER, manifold.encoder());
        weights.put(DECODER_SKIP, manifold.decoderSkip());
        weights.put(DECODER, manifold.decoder());
        weights.put(EMBEDDER, flow.embedder());
        weights.put(VELOCITY, flow.velocity());
        weights.floats.put(CORE_FEATURES, coreFeatures);
        weights.floats.put(EMBEDDINGS, flatten(groundingEmbeddings));
        return weights;
    }

    private static float[] flatten(float[][] rows) {
        int width = rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return flat;
    }

    private void put(String name, DenseNet net) {
        List<float[]> parameters = net.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            floats.put(parameterName(name, i), parameters.get(i));
        }
    }

    private static String parameterName(String net, int index) {
        return net + "." + index / 2 + (index % 2 == 0 ? ".weight" : ".bias");
    }

    /** The tensors that a manifest calls for, in file order. */
    static List<WeightsFile.Spec> specs(Manifest manifest) {
        int width = manifest.coordinates() * manifest.curve().controlPoints() + 1;
        int p = manifest.manifold().components();
        int m = manifest.manifold().latentDimension();
        List<WeightsFile.Spec> specs = new ArrayList<>();
        specs.add(new WeightsFile.Spec(MEAN, WeightsFile.Type.FLOAT64, List.of(width)));
        specs.add(new WeightsFile.Spec(COMPONENTS, WeightsFile.Type.FLOAT64, List.of(p, width)));
        specs.add(new WeightsFile.Spec(LATENT_MEAN, WeightsFile.Type.FLOAT32, List.of(m)));
        specs.add(new WeightsFile.Spec(LATENT_DEVIATION, WeightsFile.Type.FLOAT32, List.of(m)));
        netSizes(manifest).forEach((name, sizes) -> addSpecs(specs, name, sizes));
        Manifest.Text text = manifest.text();
        specs.add(new WeightsFile.Spec(CORE_FEATURES, WeightsFile.Type.FLOAT32, List.of(text.featuresDimension())));
        specs.add(new WeightsFile.Spec(
                EMBEDDINGS, WeightsFile.Type.FLOAT32, List.of(manifest.texts().size(), text.encoderDimension())));
        return specs;
    }

    private static Map<String, int[]> netSizes(Manifest manifest) {
        int p = manifest.manifold().components();
        int m = manifest.manifold().latentDimension();
        Manifest.Flow flow = manifest.flow();
        Map<String, int[]> sizes = new LinkedHashMap<>();
        sizes.put(ENCODER_SKIP, new int[] {p, m});
        sizes.put(ENCODER, sizes(p, manifest.manifold().encoderHidden(), m));
        sizes.put(DECODER_SKIP, new int[] {m, p});
        sizes.put(DECODER, sizes(m, manifest.manifold().decoderHidden(), p));
        sizes.put(EMBEDDER, sizes(manifest.text().featuresDimension(), flow.embedderHidden(), flow.embedding()));
        sizes.put(VELOCITY, sizes(m + TimeFeatures.COUNT + flow.embedding(), flow.velocityHidden(), m));
        return sizes;
    }

    private static int[] sizes(int in, List<Integer> hidden, int out) {
        int[] sizes = new int[hidden.size() + 2];
        sizes[0] = in;
        for (int i = 0; i < hidden.size(); i++) {
            sizes[i + 1] = hidden.get(i);
        }
        sizes[sizes.length - 1] = out;
        return sizes;
    }

    private static void addSpecs(List<WeightsFile.Spec> specs, String name, int[] sizes) {
        for (int layer = 0; layer + 1 < sizes.length; layer++) {
            specs.add(new WeightsFile.Spec(
                    parameterName(name, 2 * layer), WeightsFile.Type.FLOAT32, List.of(sizes[layer], sizes[layer + 1])));
            specs.add(new WeightsFile.Spec(
                    parameterName(name, 2 * layer + 1), WeightsFile.Type.FLOAT32, List.of(sizes[layer + 1])));
        }
    }

    byte[] pack(Manifest manifest) {
        return WeightsFile.pack(specs(manifest), floats, doubles);
    }

    static ModelWeights unpack(byte[] bytes, WeightsFile.Description description) throws ModelFormatException {
        ModelWeights weights = new ModelWeights();
        WeightsFile.unpack(bytes, description, weights.floats, weights.doubles);
        return weights;
    }

    MotionManifold manifold(Manifest manifest) throws ModelFormatException {
        float[] deviation = floats.get(LATENT_DEVIATION);
        for (int i = 0; i < deviation.length; i++) {
            if (!(deviation[i] > 0)) {
                throw new ModelFormatException(WeightsFile.NAME + ": element " + i + " of " + LATENT_DEVIATION + " is "
                        + deviation[i] + ", must be positive");
            }
        }
        return new MotionManifold(
                principal(manifest),
                net(manifest, ENCODER_SKIP),
                net(manifest, ENCODER),
                net(manifest, DECODER_SKIP),
                net(manifest, DECODER),
                floats.get(LATENT_MEAN),
                deviation);
    }

    private PrincipalMotions principal(Manifest manifest) {
        Chart chart = manifest.space() == MotionSpace.JOINT
                ? Chart.joint(manifest.coordinates())
                : Chart.se3(orientations(manifest.curve().referenceOrientation()));
        double[] mean = doubles.get(MEAN);
        double[] flat = doubles.get(COMPONENTS);
        double[][] components = new double[manifest.manifold().components()][];
        for (int k = 0; k < components.length; k++) {
            components[k] = Arrays.copyOfRange(flat, k * mean.length, (k + 1) * mean.length);
        }
        return new PrincipalMotions(
                chart,
                new SplineBasis(manifest.curve().controlPoints()),
                manifest.manifold().durationWeight(),
                manifest.manifold().componentScale(),
                mean,
                components);
    }

    private static double[][] orientations(List<Double> flat) {
        double[][] orientations = new double[flat.size() / 4][4];
        for (int i = 0; i < flat.size(); i++) {
            orientations[i / 4][i % 4] = flat.get(i);
        }
        return orientations;
    }

    LatentFlow flow(Manifest manifest) {
        return new LatentFlow(net(manifest, EMBEDDER), net(manifest, VELOCITY), floats.get(CORE_FEATURES));
    }

    float[] coreFeatures() {
        return floats.get(CORE_FEATURES);
    }

    float[][] groundingEmbeddings(Manifest manifest) {
        float[] flat = floats.get(EMBEDDINGS);
        int width = manifest.text().encoderDimension();
        float[][] rows = new float[manifest.texts().size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
        }
        return rows;
    }

    private DenseNet net(Manifest manifest, String name) {
        int[] sizes = netSizes(manifest).get(name);
        float[][] weights = new float[sizes.length - 1][];
        float[][] biases = new float[sizes.length - 1][];
        for (int layer = 0; layer < weights.length; layer++) {
            weights[layer] = floats.get(parameterName(name, 2 * layer));
            biases[layer] = floats.get(parameterName(name, 2 * layer + 1));
        }
        return new DenseNet(sizes, weights, biases);
    }
}
