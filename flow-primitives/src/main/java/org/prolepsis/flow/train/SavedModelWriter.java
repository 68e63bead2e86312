package org.prolepsis.flow.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.prolepsis.flow.latent.TimeFeatures;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;
import org.prolepsis.flow.model.Manifest;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.net.DenseNet;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Writes a model as a TensorFlow SavedModel, for other programs to serve. Its signature {@code serving_default} maps
 * {@code features [n][features]} of sentences and {@code noise [n][latents]}, standard normal, to {@code control_points
 * [n][coordinates * count]}, all of coordinate 0 first, and {@code duration [n]}, s: the whole sampling, its steps
 * unrolled. Weights are constants of the graph.
 */
public final class SavedModelWriter {
    private final MotionModel model;
    private final Ops tf;

    private SavedModelWriter(MotionModel model, Ops tf) {
        this.model = model;
        this.tf = tf;
    }

    /**
     * Writes the model.
     *
     * @param model the model
     * @param directory does not exist yet, or is empty
     * @throws IOException if the directory holds something, or cannot be written
     */
    public static void write(MotionModel model, Path directory) throws IOException {
        checkFree(directory);
        try (Graph graph = new Graph();
                Session session = new Session(graph)) {
            Signature signature = new SavedModelWriter(model, Ops.create(graph)).build();
            SavedModelBundle.exporter(directory.toString())
                    .withSession(session)
                    .withSignature(signature)
                    .export();
        }
    }

    /**
     * Refuses a directory that cannot take a SavedModel, so that nobody trains for nothing.
     *
     * @param directory where it is to go
     * @throws IOException if it holds something, or cannot be read
     */
    public static void checkFree(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw new IOException(directory + " is not empty; give a new directory for the SavedModel");
                }
            }
        }
    }

    private Signature build() {
        int latents = model.flow().latentDimension();
        Placeholder<TFloat32> features = tf.placeholder(
                TFloat32.class,
                Placeholder.shape(Shape.of(-1, model.flow().embedder().inputs())));
        Placeholder<TFloat32> noise = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, latents)));
        Operand<TFloat32> latent = integrate(features, noise);
        Operand<TFloat32> vector = decode(latent);
        int last = model.manifold().principal().mean().length - 1;
        Operand<TFloat32> points = columns(vector, 0, last);
        Operand<TFloat32> duration =
                tf.reshape(tf.math.exp(columns(vector, last, last + 1)), tf.constant(new int[] {-1}));
        return Signature.builder()
                .key(Signature.DEFAULT_KEY)
                .input("features", features)
                .input("noise", noise)
                .output("control_points", points)
                .output("duration", duration)
                .build();
    }

    private Operand<TFloat32> columns(Operand<TFloat32> matrix, int from, int end) {
        int[] indices = new int[end - from];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = from + i;
        }
        return tf.gather(matrix, tf.constant(indices), tf.constant(1));
    }

    private Operand<TFloat32> integrate(Operand<TFloat32> features, Operand<TFloat32> noise) {
        Manifest.Flow settings = model.manifest().flow();
        Operand<TFloat32> h = tf.math.tanh(apply(model.flow().embedder(), features));
        Operand<TFloat32> core = matrix(1, model.flow().coreEmbedding());
        float step = 1f / settings.solverSteps();
        Operand<TFloat32> z = noise;
        for (int k = 0; k < settings.solverSteps(); k++) {
            double t = (double) k / settings.solverSteps();
            Operand<TFloat32> first = velocity(t, z, h, core);
            z = switch (settings.solver()) {
                case EULER -> plus(z, step, first);
                case MIDPOINT -> plus(z, step, velocity(t + 0.5 * step, plus(z, 0.5f * step, first), h, core));
                case RK4 -> rungeKutta(t, z, first, h, core);
            };
        }
        return z;
    }

    private Operand<TFloat32> rungeKutta(
            double t, Operand<TFloat32> z, Operand<TFloat32> k1, Operand<TFloat32> h, Operand<TFloat32> core) {
        float step = 1f / model.manifest().flow().solverSteps();
        Operand<TFloat32> k2 = velocity(t + 0.5 * step, plus(z, 0.5f * step, k1), h, core);
        Operand<TFloat32> k3 = velocity(t + 0.5 * step, plus(z, 0.5f * step, k2), h, core);
        Operand<TFloat32> k4 = velocity(t + step, plus(z, step, k3), h, core);
        return plus(z, step / 6, plus(plus(plus(k1, 2, k2), 2, k3), 1, k4));
    }

    private Operand<TFloat32> plus(Operand<TFloat32> a, float factor, Operand<TFloat32> b) {
        return tf.math.add(a, tf.math.mul(b, tf.constant(factor)));
    }

    private Operand<TFloat32> velocity(double t, Operand<TFloat32> z, Operand<TFloat32> h, Operand<TFloat32> core) {
        float guidance = (float) model.manifest().flow().guidance();
        Operand<TFloat32> conditioned = velocity(t, z, h);
        if (guidance == 1) {
            return conditioned;
        }
        Operand<TFloat32> free = velocity(t, z, core);
        return plus(free, guidance, tf.math.sub(conditioned, free));
    }

    /** The first layer by parts, so that time and core text need not be repeated for each row. */
    private Operand<TFloat32> velocity(double t, Operand<TFloat32> z, Operand<TFloat32> h) {
        DenseNet net = model.flow().velocity();
        float[] time = new float[TimeFeatures.COUNT];
        TimeFeatures.compute(Math.min(1, t), time, 0);
        int latents = model.flow().latentDimension();
        Operand<TFloat32> first = tf.math.add(
                tf.math.add(
                        tf.linalg.matMul(z, rows(net, 0, latents)),
                        tf.linalg.matMul(matrix(1, time), rows(net, latents, TimeFeatures.COUNT))),
                tf.linalg.matMul(
                        h, rows(net, latents + TimeFeatures.COUNT, net.inputs() - latents - TimeFeatures.COUNT)));
        return finish(net, tf.math.add(first, matrix(1, net.parameters().get(1))));
    }

    private Operand<TFloat32> rows(DenseNet net, int from, int count) {
        int width = net.sizes()[1];
        float[] values = new float[count * width];
        System.arraycopy(net.parameters().get(0), from * width, values, 0, values.length);
        return matrix(count, values);
    }

    private Operand<TFloat32> decode(Operand<TFloat32> latent) {
        MotionManifold manifold = model.manifold();
        Operand<TFloat32> raw = tf.math.add(
                tf.math.mul(latent, matrix(1, manifold.latentDeviation())), matrix(1, manifold.latentMean()));
        Operand<TFloat32> components = tf.math.add(apply(manifold.decoder(), raw), apply(manifold.decoderSkip(), raw));
        PrincipalMotions principal = manifold.principal();
        double[][] directions = principal.components();
        double[] mean = principal.mean();
        float[] scaled = new float[directions.length * mean.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (principal.scale() * directions[i / mean.length][i % mean.length]);
        }
        float[] centre = new float[mean.length];
        for (int i = 0; i < mean.length; i++) {
            centre[i] = (float) mean[i];
        }
        return tf.math.add(tf.linalg.matMul(components, matrix(directions.length, scaled)), matrix(1, centre));
    }

    private Operand<TFloat32> apply(DenseNet net, Operand<TFloat32> x) {
        List<float[]> parameters = net.parameters();
        Operand<TFloat32> first = tf.linalg.matMul(x, matrix(net.inputs(), parameters.get(0)));
        return finish(net, tf.math.add(first, matrix(1, parameters.get(1))));
    }

    /** The layers after the first. */
    private Operand<TFloat32> finish(DenseNet net, Operand<TFloat32> first) {
        List<float[]> parameters = net.parameters();
        Operand<TFloat32> x = first;
        for (int layer = 1; layer < net.layers(); layer++) {
            Operand<TFloat32> active = tf.math.mul(x, tf.math.sigmoid(x));
            Operand<TFloat32> weights = matrix(net.sizes()[layer], parameters.get(2 * layer));
            x = tf.math.add(tf.linalg.matMul(active, weights), matrix(1, parameters.get(2 * layer + 1)));
        }
        return x;
    }

    private Operand<TFloat32> matrix(int rows, float[] values) {
        float[][] matrix = new float[rows][values.length / rows];
        for (int i = 0; i < values.length; i++) {
            matrix[i / matrix[0].length][i % matrix[0].length] = values[i];
        }
        return tf.constant(StdArrays.ndCopyOf(matrix));
    }
}
