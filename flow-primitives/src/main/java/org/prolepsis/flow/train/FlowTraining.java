package org.prolepsis.flow.train;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.latent.FlowMatching;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.latent.TimeFeatures;
import org.prolepsis.flow.net.DenseNet;
import org.prolepsis.flow.text.TextFeatures;
import org.prolepsis.flow.train.TrainingGraph.NetVariables;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.random.RandomStandardNormal;
import org.tensorflow.types.TFloat32;

/**
 * Trains text embedder and velocity net together by flow matching on normalised latents. A batch draws sentences
 * uniformly, then for each a demonstration it is true of, so that rare sentences count and open ones stay open.
 * Sentences come in pairs of paraphrases whose embeddings are drawn together, and their features carry noise. A linear
 * head, dropped after training, must tell from the embedding which demonstrations a sentence is true of.
 */
final class FlowTraining {
    private static final int EMBEDDER_HIDDEN = 64;
    private static final int EMBEDDING = 12;
    private static final int HIDDEN = 64;
    private static final int PAIRS = 32;
    private static final int REPEATS = 8;
    private static final int TEXTS = 2 * PAIRS;
    private static final int BATCH = TEXTS * REPEATS;
    private static final double FIRST_RATE = 1e-2;
    /** The share of pairs that are the core text, beyond its turn among the others. */
    private static final double CORE_SHARE = 1.0 / 16;
    /** The shares of drawn sentences that are known by their words alone, and by their embedding alone. */
    private static final double WORDS_ALONE = 0.1;

    private static final double EMBEDDING_ALONE = 0.25;
    /** The weight of telling the demonstrations of a sentence, relative to that of consistency. */
    private static final double MEMBERSHIP = 1;

    private final TextIndex index;
    /** {@code [text][wording][feature]}, the training sentence itself first. */
    private final float[][][] wordings;

    private final float[][] features;
    private final List<float[]> latents;
    private final SplittableRandom random;
    private final int latentDimension;
    private final int[] textOfRow = new int[TEXTS];
    private final float[] pathPoints;
    private final float[] targets;
    private final float[] memberships;
    private final float[] times = new float[BATCH * TimeFeatures.COUNT];

    FlowTraining(TextIndex index, float[][][] wordings, List<float[]> latents, SplittableRandom random) {
        this.index = index;
        this.wordings = wordings;
        this.features = Arrays.stream(wordings).map(wording -> wording[0]).toArray(float[][]::new);
        this.latents = latents;
        this.random = random;
        this.latentDimension = latents.get(0).length;
        this.pathPoints = new float[BATCH * latentDimension];
        this.targets = new float[BATCH * latentDimension];
        this.memberships = new float[TEXTS * latents.size()];
    }

    /** A trained flow and the loss it ended at. */
    record Outcome(LatentFlow flow, double loss) {}

    Outcome train(TrainingSettings settings, Progress progress) {
        try (TrainingGraph graph = new TrainingGraph()) {
            NetVariables embedder = graph.variables(initialEmbedder());
            NetVariables velocity = graph.variables(initialVelocity());
            NetVariables membership = graph.variables(DenseNet.random(random, 1, EMBEDDING, latents.size()));
            Inputs inputs = new Inputs(
                    graph.input(TEXTS, features[0].length),
                    graph.input(BATCH, latentDimension),
                    graph.input(BATCH, TimeFeatures.COUNT),
                    graph.input(BATCH, latentDimension),
                    graph.input(TEXTS, latents.size()));
            graph.minimise(loss(graph, new Nets(embedder, velocity, membership), inputs, settings));

            double average = 0;
            float[] rows = new float[TEXTS * features[0].length];
            for (int step = 0; step < settings.flowSteps(); step++) {
                progress.checkCancelled();
                drawBatch(rows);
                inputs.text().set(rows);
                inputs.point().set(pathPoints);
                inputs.time().set(times);
                inputs.target().set(targets);
                inputs.membership().set(memberships);
                double loss = graph.step(Progress.rate(FIRST_RATE, step, settings.flowSteps()));
                average = step == 0 ? loss : 0.98 * average + 0.02 * loss;
                progress.stepDone(loss);
            }
            LatentFlow flow = new LatentFlow(graph.export(embedder), graph.export(velocity), features[0]);
            return new Outcome(flow, average);
        }
    }

    private record Inputs(
            TrainingGraph.Input text,
            TrainingGraph.Input point,
            TrainingGraph.Input time,
            TrainingGraph.Input target,
            TrainingGraph.Input membership) {}

    private record Nets(NetVariables embedder, NetVariables velocity, NetVariables membership) {}

    private DenseNet initialVelocity() {
        int inputs = latentDimension + TimeFeatures.COUNT + EMBEDDING;
        return DenseNet.random(random, 1, inputs, HIDDEN, HIDDEN, HIDDEN, latentDimension);
    }

    private Operand<TFloat32> loss(TrainingGraph graph, Nets nets, Inputs inputs, TrainingSettings settings) {
        Ops tf = graph.ops();
        Operand<TFloat32> noisy = tf.math.add(inputs.text().operand(), noise(tf, settings));
        Operand<TFloat32> h = tf.math.tanh(graph.apply(nets.embedder(), noisy));
        Operand<TFloat32> repeated = tf.gather(h, tf.constant(textOfBatchRow()), tf.constant(0));
        Operand<TFloat32> input =
                tf.concat(List.of(inputs.point().operand(), inputs.time().operand(), repeated), tf.constant(1));
        Operand<TFloat32> matching = graph.mean(tf.math.squaredDifference(
                graph.apply(nets.velocity(), input), inputs.target().operand()));
        Operand<TFloat32> weight = tf.constant((float) settings.consistency());
        Operand<TFloat32> confusion = confusion(graph, graph.apply(nets.membership(), h), inputs.membership());
        Operand<TFloat32> meaning =
                tf.math.add(disagreement(graph, h), tf.math.mul(confusion, tf.constant((float) MEMBERSHIP)));
        return tf.math.add(matching, tf.math.mul(meaning, weight));
    }

    /**
     * The divergence of the demonstrations told from h, linearly and by softmax, from the even distribution over those
     * a sentence is true of. What a sentence names adds up in the logarithm, so that h puts together what it was never
     * shown together.
     */
    private Operand<TFloat32> confusion(TrainingGraph graph, Operand<TFloat32> logits, TrainingGraph.Input membership) {
        Ops tf = graph.ops();
        Operand<TFloat32> truth = membership.operand();
        Operand<TFloat32> logTruth = tf.math.log(tf.math.maximum(truth, tf.constant(1e-9f)));
        Operand<TFloat32> divergence = tf.math.mul(truth, tf.math.sub(logTruth, tf.nn.logSoftmax(logits)));
        return tf.math.mul(graph.mean(divergence), tf.constant((float) latents.size()));
    }

    private Operand<TFloat32> noise(Ops tf, TrainingSettings settings) {
        Operand<TFloat32> normal = tf.random.randomStandardNormal(
                tf.constant(new int[] {TEXTS, features[0].length}),
                TFloat32.class,
                RandomStandardNormal.seed(random.nextLong()),
                RandomStandardNormal.seed2(random.nextLong()));
        double deviation = settings.embeddingNoise() * spread() / Math.sqrt(features[0].length);
        return tf.math.mul(normal, tf.constant((float) deviation));
    }

    /** The mean squared difference of the embeddings of paraphrases: rows 2k and 2k + 1. */
    private static Operand<TFloat32> disagreement(TrainingGraph graph, Operand<TFloat32> h) {
        Ops tf = graph.ops();
        int[] even = new int[PAIRS];
        int[] odd = new int[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            even[i] = 2 * i;
            odd[i] = 2 * i + 1;
        }
        return graph.mean(tf.math.squaredDifference(
                tf.gather(h, tf.constant(even), tf.constant(0)), tf.gather(h, tf.constant(odd), tf.constant(0))));
    }

    private static int[] textOfBatchRow() {
        int[] rows = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            rows[i] = i / REPEATS;
        }
        return rows;
    }

    private float[] meanFeatures() {
        float[] mean = new float[features[0].length];
        for (float[] row : features) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / features.length;
            }
        }
        return mean;
    }

    /** The root mean square distance of text features from their mean. */
    private double spread() {
        float[] mean = meanFeatures();
        double sum = 0;
        for (float[] row : features) {
            for (int i = 0; i < mean.length; i++) {
                sum += (row[i] - mean[i]) * (row[i] - mean[i]) / features.length;
            }
        }
        return Math.max(Math.sqrt(sum), 1e-3);
    }

    /** A random net whose first layer centres the features and scales them to their spread. */
    private DenseNet initialEmbedder() {
        DenseNet net = DenseNet.random(random, 1, features[0].length, EMBEDDER_HIDDEN, EMBEDDING);
        List<float[]> parameters = net.parameters();
        float[] weights = parameters.get(0);
        float[] bias = parameters.get(1);
        double scale = Math.sqrt(features[0].length) / spread();
        float[] mean = meanFeatures();
        for (int i = 0; i < mean.length; i++) {
            for (int o = 0; o < EMBEDDER_HIDDEN; o++) {
                weights[i * EMBEDDER_HIDDEN + o] *= (float) scale;
                bias[o] -= mean[i] * weights[i * EMBEDDER_HIDDEN + o];
            }
        }
        return net;
    }

    private void drawBatch(float[] rows) {
        int width = features[0].length;
        for (int pair = 0; pair < PAIRS; pair++) {
            int text = random.nextDouble() < CORE_SHARE
                    ? 0
                    : random.nextInt(index.texts().size());
            textOfRow[2 * pair] = text;
            textOfRow[2 * pair + 1] = index.paraphrase(text, random);
        }
        for (int row = 0; row < TEXTS; row++) {
            System.arraycopy(wording(textOfRow[row]), 0, rows, row * width, width);
            leaveOutAPart(rows, row * width, width);
            drawMembership(row);
            drawPaths(row);
        }
    }

    /** By chance blanks the embedding or the hashed words, so that neither alone decides. */
    private void leaveOutAPart(float[] rows, int start, int width) {
        double draw = random.nextDouble();
        int words = start + width - TextFeatures.HASHED;
        if (draw < WORDS_ALONE) {
            Arrays.fill(rows, start, words, 0);
        } else if (draw < WORDS_ALONE + EMBEDDING_ALONE) {
            Arrays.fill(rows, words, start + width, 0);
        }
    }

    private void drawMembership(int row) {
        int start = row * latents.size();
        Arrays.fill(memberships, start, start + latents.size(), 0);
        int[] allowed = index.demonstrations(textOfRow[row]);
        for (int demonstration : allowed) {
            memberships[start + demonstration] = 1f / allowed.length;
        }
    }

    /** The sentence as it stands half of the time, else one of its wordings. */
    private float[] wording(int text) {
        float[][] known = wordings[text];
        return random.nextBoolean() ? known[0] : known[random.nextInt(known.length)];
    }

    /** Draws times spread over [0, 1] and demonstrations in turn, which is fairer than independent draws. */
    private void drawPaths(int row) {
        int[] allowed = index.demonstrations(textOfRow[row]);
        int turn = random.nextInt(allowed.length);
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            int sample = row * REPEATS + repeat;
            double t = (repeat + random.nextDouble()) / REPEATS;
            float[] z1 = latents.get(allowed[(turn + repeat) % allowed.length]);
            TimeFeatures.compute(t, times, sample * TimeFeatures.COUNT);
            for (int k = 0; k < latentDimension; k++) {
                double point = FlowMatching.interpolate(t, random.nextGaussian(), z1[k]);
                pathPoints[sample * latentDimension + k] = (float) point;
                targets[sample * latentDimension + k] = (float) FlowMatching.target(t, point, z1[k]);
            }
        }
    }
}
