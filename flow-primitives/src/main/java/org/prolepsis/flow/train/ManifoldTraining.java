package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;
import org.prolepsis.flow.net.DenseNet;
import org.prolepsis.flow.train.TrainingGraph.NetVariables;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Trains the autoencoder: the squared distance in trajectory space between each demonstration and its reconstruction,
 * plus the jerk of decoded mixtures f(alpha z + (1 - alpha) z'), alpha uniform in [-0.4, 1.4], where it exceeds that
 * of the jerkier of the two demonstrations (MMFP, arXiv 2407.19681, section IV; there a plain energy, which would pull
 * at the demonstrations themselves, here a hinge, which leaves them alone).
 */
final class ManifoldTraining {
    private static final int HIDDEN = 64;
    private static final int PAIRS = 64;
    private static final double FIRST_RATE = 3e-3;
    private static final double LEAST_DEVIATION = 1e-6;

    private final PrincipalMotions principal;
    private final List<float[]> demonstrations;
    private final int latentDimension;
    private final TrainingSettings settings;
    private final double[] jerks;
    private final double meanJerk;

    ManifoldTraining(
            PrincipalMotions principal, List<float[]> demonstrations, int latentDimension, TrainingSettings settings) {
        this.principal = principal;
        this.demonstrations = demonstrations;
        this.latentDimension = latentDimension;
        this.settings = settings;
        double[][] form = principal.jerkForm();
        this.jerks = demonstrations.stream().mapToDouble(c -> jerk(form, c)).toArray();
        double sum = 0;
        for (double jerk : jerks) {
            sum += jerk;
        }
        this.meanJerk = Math.max(sum / jerks.length, 1e-12);
    }

    private static double jerk(double[][] form, float[] components) {
        double sum = 0;
        for (int i = 0; i < form.length; i++) {
            for (int j = 0; j < form.length; j++) {
                double a = i == 0 ? 1 : components[i - 1];
                double b = j == 0 ? 1 : components[j - 1];
                sum += a * form[i][j] * b;
            }
        }
        return sum;
    }

    /** Trains from random weights of a seed, or goes on from the checkpoint of the run. */
    Finished train(String stage, long seed, TrainingRun run) {
        try (TrainingGraph graph = new TrainingGraph()) {
            Nets nets = nets(graph, seed);
            var mixing = graph.input(PAIRS, demonstrations.size());
            var bounds = graph.input(PAIRS);
            graph.minimise(loss(graph, nets, mixing.operand(), bounds.operand()));
            var plan = new TrainingLoop.Plan(stage, settings.manifoldSteps(), FIRST_RATE, settings.patience(), seed);
            var outcome = new TrainingLoop(plan, graph, random -> drawMixtures(random, mixing, bounds), run).run();
            return new Finished(
                    DenseNets.parameters(nets.export(graph)), outcome.loss(), outcome.heldOut(), outcome.steps());
        }
    }

    /** The manifold of a finished training, its latents normalised. */
    MotionManifold manifold(Finished finished) {
        return normalised(DenseNets.with(initial(0), finished.values()));
    }

    private record Nets(
            NetVariables encoderSkip, NetVariables encoder, NetVariables decoderSkip, NetVariables decoder) {
        Operand<TFloat32> encode(TrainingGraph graph, Operand<TFloat32> components) {
            return graph.ops().math.add(graph.apply(encoder, components), graph.apply(encoderSkip, components));
        }

        Operand<TFloat32> decode(TrainingGraph graph, Operand<TFloat32> latent) {
            return graph.ops().math.add(graph.apply(decoder, latent), graph.apply(decoderSkip, latent));
        }

        /** In the order of the fields. */
        List<DenseNet> export(TrainingGraph graph) {
            return Stream.of(encoderSkip, encoder, decoderSkip, decoder)
                    .map(graph::export)
                    .toList();
        }
    }

    private Nets nets(TrainingGraph graph, long seed) {
        List<NetVariables> nets = initial(seed).stream().map(graph::variables).toList();
        return new Nets(nets.get(0), nets.get(1), nets.get(2), nets.get(3));
    }

    private List<DenseNet> initial(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int p = principal.count();
        return List.of(
                leading(p, latentDimension),
                DenseNet.random(random, 0.1, p, HIDDEN, HIDDEN, latentDimension),
                leading(latentDimension, p),
                DenseNet.random(random, 0.1, latentDimension, HIDDEN, HIDDEN, p));
    }

    private Operand<TFloat32> loss(TrainingGraph graph, Nets nets, Operand<TFloat32> mixing, Operand<TFloat32> bounds) {
        Ops tf = graph.ops();
        Operand<TFloat32> data = tf.constant(demonstrations.toArray(float[][]::new));
        Operand<TFloat32> z = nets.encode(graph, data);
        Operand<TFloat32> error = graph.mean(tf.math.squaredDifference(nets.decode(graph, z), data));
        Operand<TFloat32> reconstruction = tf.math.mul(error, tf.constant((float) principal.count()));
        Operand<TFloat32> mixed = tf.linalg.matMul(mixing, z);
        Operand<TFloat32> excess = graph.mean(tf.nn.relu(tf.math.sub(jerk(tf, nets.decode(graph, mixed)), bounds)));
        Operand<TFloat32> smooth =
                tf.math.add(reconstruction, tf.math.mul(excess, tf.constant((float) settings.smoothness())));
        return settings.isometry() == 0
                ? smooth
                : tf.math.add(
                        smooth, tf.math.mul(distortion(graph, nets, mixed), tf.constant((float) settings.isometry())));
    }

    /**
     * The relaxed distortion of the decoder (Lee et al., ICLR 2022, Regularized autoencoders for isometric representation
     * learning, equation 9): m E[Tr H^2] / E[Tr H]^2 - 1 with H the metric that the trajectory distance gives the latents.
     * Zero if distances of latents are one multiple of those of motions. The trace is exact, not estimated.
     */
    private Operand<TFloat32> distortion(TrainingGraph graph, Nets nets, Operand<TFloat32> latent) {
        Ops tf = graph.ops();
        List<Operand<TFloat32>> curved = graph.derivatives(nets.decoder(), latent);
        List<Operand<TFloat32>> straight = graph.derivatives(nets.decoderSkip(), latent);
        List<Operand<TFloat32>> columns = new ArrayList<>();
        for (int k = 0; k < latentDimension; k++) {
            columns.add(tf.math.add(curved.get(k), straight.get(k)));
        }
        Operand<TFloat32> trace = tf.constant(0f);
        Operand<TFloat32> squares = tf.constant(0f);
        for (int k = 0; k < latentDimension; k++) {
            for (int l = 0; l < latentDimension; l++) {
                Operand<TFloat32> entry =
                        tf.sum(tf.math.mul(columns.get(k), columns.get(l)), tf.constant(new int[] {1}));
                squares = tf.math.add(squares, graph.mean(tf.math.square(entry)));
                trace = k == l ? tf.math.add(trace, graph.mean(entry)) : trace;
            }
        }
        Operand<TFloat32> ratio = tf.math.div(squares, tf.math.square(trace));
        return tf.math.sub(tf.math.mul(ratio, tf.constant((float) latentDimension)), tf.constant(1f));
    }

    /** One linear layer that hands on the leading values. */
    private static DenseNet leading(int in, int out) {
        float[] weights = new float[in * out];
        for (int i = 0; i < Math.min(in, out); i++) {
            weights[i * out + i] = 1;
        }
        return new DenseNet(new int[] {in, out}, new float[][] {weights}, new float[][] {new float[out]});
    }

    /** The jerk of each row relative to the mean jerk of the demonstrations. */
    private Operand<TFloat32> jerk(Ops tf, Operand<TFloat32> components) {
        double[][] form = principal.jerkForm();
        int p = principal.count();
        float[][] quadratic = new float[p][p];
        float[][] linear = new float[p][1];
        for (int i = 0; i < p; i++) {
            linear[i][0] = (float) (2 * form[0][i + 1] / meanJerk);
            for (int j = 0; j < p; j++) {
                quadratic[i][j] = (float) (form[i + 1][j + 1] / meanJerk);
            }
        }
        Operand<TFloat32> square = tf.math.mul(tf.linalg.matMul(components, tf.constant(quadratic)), components);
        Operand<TFloat32> sum = tf.sum(square, tf.constant(new int[] {1}));
        Operand<TFloat32> first =
                tf.reshape(tf.linalg.matMul(components, tf.constant(linear)), tf.constant(new int[] {-1}));
        return tf.math.add(tf.math.add(sum, first), tf.constant((float) (form[0][0] / meanJerk)));
    }

    private void drawMixtures(SplittableRandom random, TrainingGraph.Input mixing, TrainingGraph.Input bounds) {
        int n = demonstrations.size();
        float[] shares = new float[PAIRS * n];
        float[] highest = new float[PAIRS];
        for (int pair = 0; pair < PAIRS; pair++) {
            int a = random.nextInt(n);
            int b = random.nextInt(n);
            float alpha = (float) (-0.4 + 1.8 * random.nextDouble());
            shares[pair * n + a] += alpha;
            shares[pair * n + b] += 1 - alpha;
            highest[pair] = (float) (Math.max(jerks[a], jerks[b]) / meanJerk);
        }
        mixing.set(shares);
        bounds.set(highest);
    }

    private MotionManifold normalised(List<DenseNet> nets) {
        float[] zeros = new float[latentDimension];
        float[] ones = new float[latentDimension];
        Arrays.fill(ones, 1);
        MotionManifold raw = manifold(nets, zeros, ones);
        float[] mean = new float[latentDimension];
        float[] deviation = new float[latentDimension];
        for (int k = 0; k < latentDimension; k++) {
            double sum = 0;
            double squares = 0;
            for (float[] components : demonstrations) {
                double z = raw.encode(components)[k];
                sum += z;
                squares += z * z;
            }
            double average = sum / demonstrations.size();
            mean[k] = (float) average;
            deviation[k] = (float) Math.max(
                    LEAST_DEVIATION, Math.sqrt(Math.max(0, squares / demonstrations.size() - average * average)));
        }
        if (settings.isometry() != 0) {
            shareOneScale(deviation);
        }
        return manifold(nets, mean, deviation);
    }

    /** A scale for each latent would undo the isometry. */
    private static void shareOneScale(float[] deviation) {
        double squares = 0;
        for (float value : deviation) {
            squares += (double) value * value / deviation.length;
        }
        Arrays.fill(deviation, (float) Math.sqrt(squares));
    }

    private MotionManifold manifold(List<DenseNet> nets, float[] mean, float[] deviation) {
        return new MotionManifold(principal, nets.get(0), nets.get(1), nets.get(2), nets.get(3), mean, deviation);
    }
}
