package org.prolepsis.flow.train;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.net.DenseNet;
import org.prolepsis.flow.text.TextFeatures;
import org.prolepsis.flow.train.TrainingGraph.NetVariables;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The sentences of a training step, in pairs of paraphrases, each said in one of its wordings and sometimes known by its
 * words or by its embedding alone. What conditions on text is trained on these, the flow and what it is compared with.
 */
final class TextBatch {
    private static final int PAIRS = 32;
    /** Sentences of a step. */
    static final int TEXTS = 2 * PAIRS;
    /** The share of pairs that are the core text, beyond its turn among the others. */
    private static final double CORE_SHARE = 1.0 / 16;
    /** The shares of drawn sentences that are known by their words alone, and by their embedding alone. */
    private static final double WORDS_ALONE = 0.1;

    private static final double EMBEDDING_ALONE = 0.25;

    private final TextIndex index;
    /** {@code [text][wording][feature]}, the training sentence itself first. */
    private final float[][][] wordings;

    private final float[][] features;
    private final int[] textOfRow = new int[TEXTS];

    TextBatch(TextIndex index, float[][][] wordings) {
        this.index = index;
        this.wordings = wordings;
        this.features = Arrays.stream(wordings).map(wording -> wording[0]).toArray(float[][]::new);
    }

    /** The number of features of a sentence. */
    int width() {
        return features[0].length;
    }

    /** The features of the core text. */
    float[] coreFeatures() {
        return features[0];
    }

    /** The demonstrations that the sentence of a row is true of, at least one. */
    int[] demonstrations(int row) {
        return index.demonstrations(textOfRow[row]);
    }

    /** Draws the sentences of a step; rows 2k and 2k + 1 are paraphrases. */
    void drawSentences(SplittableRandom random) {
        for (int pair = 0; pair < PAIRS; pair++) {
            int text = random.nextDouble() < CORE_SHARE
                    ? 0
                    : random.nextInt(index.texts().size());
            textOfRow[2 * pair] = text;
            textOfRow[2 * pair + 1] = index.paraphrase(text, random);
        }
    }

    /** Draws how the sentence of a row is said and puts its features there. */
    void drawWording(SplittableRandom random, int row, float[] rows) {
        System.arraycopy(wording(random, textOfRow[row]), 0, rows, row * width(), width());
        leaveOutAPart(random, rows, row * width());
    }

    /** The sentence as it stands half of the time, else one of its wordings. */
    private float[] wording(SplittableRandom random, int text) {
        float[][] known = wordings[text];
        return random.nextBoolean() ? known[0] : known[random.nextInt(known.length)];
    }

    /** By chance blanks the embedding or the hashed words, so that neither alone decides. */
    private void leaveOutAPart(SplittableRandom random, float[] rows, int start) {
        double draw = random.nextDouble();
        int words = start + width() - TextFeatures.HASHED;
        if (draw < WORDS_ALONE) {
            Arrays.fill(rows, start, words, 0);
        } else if (draw < WORDS_ALONE + EMBEDDING_ALONE) {
            Arrays.fill(rows, words, start + width(), 0);
        }
    }

    /** Noise on the features of a batch, of a deviation relative to their spread. */
    Operand<TFloat32> noise(TrainingGraph graph, double relative) {
        double deviation = relative * spread() / Math.sqrt(width());
        return graph.ops().math.mul(graph.noise(TEXTS, width()), graph.ops().constant((float) deviation));
    }

    /** Puts the even distribution over the demonstrations that the sentence of a row is true of there. */
    void memberships(int row, int demonstrations, float[] rows) {
        int start = row * demonstrations;
        Arrays.fill(rows, start, start + demonstrations, 0);
        int[] allowed = demonstrations(row);
        for (int demonstration : allowed) {
            rows[start + demonstration] = 1f / allowed.length;
        }
    }

    /**
     * What shapes the embedding of sentences: paraphrases agree, and the demonstrations of a sentence can be told from it.
     *
     * @param h embeddings of the sentences of a step
     * @param membership a linear layer with an output a demonstration
     * @param truth as {@link #memberships} gives it
     * @param demonstrations their number
     */
    static Operand<TFloat32> meaning(
            TrainingGraph graph,
            Operand<TFloat32> h,
            NetVariables membership,
            Operand<TFloat32> truth,
            int demonstrations) {
        Operand<TFloat32> confusion = confusion(graph, graph.apply(membership, h), truth, demonstrations);
        return graph.ops().math.add(disagreement(graph, h), confusion);
    }

    /**
     * The divergence of the demonstrations told from h, linearly and by softmax, from the even distribution over those
     * a sentence is true of. What a sentence names adds up in the logarithm, so that h puts together what it was never
     * shown together.
     */
    private static Operand<TFloat32> confusion(
            TrainingGraph graph, Operand<TFloat32> logits, Operand<TFloat32> truth, int demonstrations) {
        Ops tf = graph.ops();
        Operand<TFloat32> logTruth = tf.math.log(tf.math.maximum(truth, tf.constant(1e-9f)));
        Operand<TFloat32> divergence = tf.math.mul(truth, tf.math.sub(logTruth, tf.nn.logSoftmax(logits)));
        return tf.math.mul(graph.mean(divergence), tf.constant((float) demonstrations));
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

    private float[] meanFeatures() {
        float[] mean = new float[width()];
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
    DenseNet initialEmbedder(SplittableRandom random, int hidden, int outputs) {
        DenseNet net = DenseNet.random(random, 1, width(), hidden, outputs);
        List<float[]> parameters = net.parameters();
        float[] weights = parameters.get(0);
        float[] bias = parameters.get(1);
        double scale = Math.sqrt(width()) / spread();
        float[] mean = meanFeatures();
        for (int i = 0; i < mean.length; i++) {
            for (int o = 0; o < hidden; o++) {
                weights[i * hidden + o] *= (float) scale;
                bias[o] -= mean[i] * weights[i * hidden + o];
            }
        }
        return net;
    }
}
