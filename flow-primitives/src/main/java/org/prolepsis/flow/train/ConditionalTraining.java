package org.prolepsis.flow.train;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.net.DenseNet;
import org.prolepsis.flow.train.TrainingGraph.NetVariables;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Trains what the flow is compared with: another net conditioned on text, on the same sentences, wordings and noise, with
 * the same text embedder and the same terms that shape it, by the same optimiser and schedule. A subclass says what is
 * learned of the demonstrations.
 */
abstract class ConditionalTraining {
    static final int EMBEDDING = 12;
    static final int REPEATS = 8;
    static final int BATCH = TextBatch.TEXTS * REPEATS;
    private static final int EMBEDDER_HIDDEN = 64;

    private final TextBatch texts;
    private final float[][] data;
    private final float[] drawn;
    private final float[] memberships;
    private final float[] features;
    private DenseNet embedder;

    /**
     * @param data {@code [demonstrations][width]}, what is to be drawn for a sentence
     */
    ConditionalTraining(TextIndex index, float[][][] wordings, float[][] data) {
        this.texts = new TextBatch(index, wordings);
        this.data = data;
        this.features = new float[TextBatch.TEXTS * texts.width()];
        this.drawn = new float[BATCH * width()];
        this.memberships = new float[TextBatch.TEXTS * data.length];
    }

    /** Makes the variables of the nets. */
    abstract void declare(TrainingGraph graph, SplittableRandom random);

    /** The loss of a batch: {@code rows [BATCH][width]} drawn for the sentences of {@code h [BATCH][EMBEDDING]}. */
    abstract Operand<TFloat32> loss(TrainingGraph graph, Operand<TFloat32> rows, Operand<TFloat32> h);

    /** Keeps the trained nets. */
    abstract void export(TrainingGraph graph);

    /** Sets inputs of the subclass's own before a step. */
    void feed(SplittableRandom random) {}

    /** The learning rate at the first step. */
    abstract double firstRate();

    final int width() {
        return data[0].length;
    }

    /** The text embedder, before tanh; after {@link #train}. */
    final DenseNet embedder() {
        return embedder;
    }

    final void train(String stage, TrainingSettings settings, TrainingRun run) {
        try (TrainingGraph graph = new TrainingGraph()) {
            SplittableRandom random = new SplittableRandom(settings.seed());
            NetVariables embedding = graph.variables(texts.initialEmbedder(random, EMBEDDER_HIDDEN, EMBEDDING));
            NetVariables membership = graph.variables(DenseNet.random(random, 1, EMBEDDING, data.length));
            declare(graph, random);
            TrainingGraph.Input words = graph.input(TextBatch.TEXTS, texts.width());
            TrainingGraph.Input rows = graph.input(BATCH, width());
            TrainingGraph.Input truth = graph.input(TextBatch.TEXTS, data.length);
            graph.minimise(objective(graph, embedding, membership, words, rows, truth, settings));
            var plan = new TrainingLoop.Plan(stage, settings.flowSteps(), firstRate(), 0, settings.seed());
            TrainingLoop.Draws draws = generator -> {
                draw(generator);
                words.set(features);
                rows.set(drawn);
                truth.set(memberships);
                feed(generator);
            };
            new TrainingLoop(plan, graph, draws, run).run();
            embedder = graph.export(embedding);
            export(graph);
        }
    }

    private Operand<TFloat32> objective(
            TrainingGraph graph,
            NetVariables embedding,
            NetVariables membership,
            TrainingGraph.Input words,
            TrainingGraph.Input rows,
            TrainingGraph.Input truth,
            TrainingSettings settings) {
        Ops tf = graph.ops();
        Operand<TFloat32> noisy = tf.math.add(words.operand(), texts.noise(graph, settings.embeddingNoise()));
        Operand<TFloat32> h = tf.math.tanh(graph.apply(embedding, noisy));
        Operand<TFloat32> repeated = tf.gather(h, tf.constant(sentenceOfRow()), tf.constant(0));
        Operand<TFloat32> meaning = TextBatch.meaning(graph, h, membership, truth.operand(), data.length);
        return tf.math.add(loss(graph, rows.operand(), repeated), tf.math.mul(meaning, tf.constant((float)
                settings.consistency())));
    }

    private static int[] sentenceOfRow() {
        int[] rows = new int[BATCH];
        Arrays.setAll(rows, i -> i / REPEATS);
        return rows;
    }

    private void draw(SplittableRandom random) {
        texts.drawSentences(random);
        for (int row = 0; row < TextBatch.TEXTS; row++) {
            texts.drawWording(random, row, features);
            texts.memberships(row, data.length, memberships);
            int[] allowed = texts.demonstrations(row);
            int turn = random.nextInt(allowed.length);
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                float[] one = data[allowed[(turn + repeat) % allowed.length]];
                System.arraycopy(one, 0, drawn, (row * REPEATS + repeat) * width(), width());
            }
        }
    }

    /** Sums over the columns. */
    static Operand<TFloat32> rowSum(Ops tf, Operand<TFloat32> x) {
        return tf.sum(x, tf.constant(new int[] {1}));
    }

    /** Joins matrices side by side. */
    static Operand<TFloat32> beside(Ops tf, List<Operand<TFloat32>> parts) {
        return tf.concat(parts, tf.constant(1));
    }
}
