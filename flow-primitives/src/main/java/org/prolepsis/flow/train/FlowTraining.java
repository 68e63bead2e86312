package org.prolepsis.flow.train;

import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.latent.FlowMatching;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.latent.TimeFeatures;
import org.prolepsis.flow.net.DenseNet;
import org.prolepsis.flow.train.TrainingGraph.NetVariables;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
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
    private static final int REPEATS = 8;
    private static final int TEXTS = TextBatch.TEXTS;
    private static final int BATCH = TEXTS * REPEATS;
    private static final double FIRST_RATE = 1e-2;

    private final TextBatch texts;
    private final List<float[]> latents;
    private final TrainingSettings settings;
    private final int latentDimension;
    private final float[] pathPoints;
    private final float[] targets;
    private final float[] memberships;
    private final float[] rows;
    private final float[] times = new float[BATCH * TimeFeatures.COUNT];

    FlowTraining(TextIndex index, float[][][] wordings, List<float[]> latents, TrainingSettings settings) {
        this.texts = new TextBatch(index, wordings);
        this.latents = latents;
        this.settings = settings;
        this.latentDimension = latents.get(0).length;
        this.pathPoints = new float[BATCH * latentDimension];
        this.targets = new float[BATCH * latentDimension];
        this.rows = new float[TEXTS * texts.width()];
        this.memberships = new float[TEXTS * latents.size()];
    }

    /** Trains from random weights of a seed, or goes on from the checkpoint of the run. */
    Finished train(String stage, long seed, TrainingRun run) {
        try (TrainingGraph graph = new TrainingGraph()) {
            SplittableRandom random = new SplittableRandom(seed);
            NetVariables embedder = graph.variables(texts.initialEmbedder(random, EMBEDDER_HIDDEN, EMBEDDING));
            NetVariables velocity = graph.variables(initialVelocity(random));
            NetVariables membership = graph.variables(DenseNet.random(random, 1, EMBEDDING, latents.size()));
            Inputs inputs = new Inputs(
                    graph.input(TEXTS, texts.width()),
                    graph.input(BATCH, latentDimension),
                    graph.input(BATCH, TimeFeatures.COUNT),
                    graph.input(BATCH, latentDimension),
                    graph.input(TEXTS, latents.size()));
            graph.minimise(loss(graph, new Nets(embedder, velocity, membership), inputs));
            var plan = new TrainingLoop.Plan(stage, settings.flowSteps(), FIRST_RATE, settings.patience(), seed);
            var outcome = new TrainingLoop(plan, graph, draws -> draw(draws, inputs), run).run();
            List<DenseNet> nets = List.of(graph.export(embedder), graph.export(velocity));
            return new Finished(DenseNets.parameters(nets), outcome.loss(), outcome.heldOut(), outcome.steps());
        }
    }

    /** The flow of a finished training. */
    LatentFlow flow(Finished finished) {
        SplittableRandom any = new SplittableRandom(0);
        List<DenseNet> nets = DenseNets.with(
                List.of(texts.initialEmbedder(any, EMBEDDER_HIDDEN, EMBEDDING), initialVelocity(any)),
                finished.values());
        return new LatentFlow(nets.get(0), nets.get(1), texts.coreFeatures());
    }

    private void draw(SplittableRandom random, Inputs inputs) {
        drawBatch(random);
        inputs.text().set(rows);
        inputs.point().set(pathPoints);
        inputs.time().set(times);
        inputs.target().set(targets);
        inputs.membership().set(memberships);
    }

    private record Inputs(
            TrainingGraph.Input text,
            TrainingGraph.Input point,
            TrainingGraph.Input time,
            TrainingGraph.Input target,
            TrainingGraph.Input membership) {}

    private record Nets(NetVariables embedder, NetVariables velocity, NetVariables membership) {}

    private DenseNet initialVelocity(SplittableRandom random) {
        int inputs = latentDimension + TimeFeatures.COUNT + EMBEDDING;
        return DenseNet.random(random, 1, inputs, HIDDEN, HIDDEN, HIDDEN, latentDimension);
    }

    private Operand<TFloat32> loss(TrainingGraph graph, Nets nets, Inputs inputs) {
        Ops tf = graph.ops();
        Operand<TFloat32> noisy = tf.math.add(inputs.text().operand(), texts.noise(graph, settings.embeddingNoise()));
        Operand<TFloat32> h = tf.math.tanh(graph.apply(nets.embedder(), noisy));
        Operand<TFloat32> repeated = tf.gather(h, tf.constant(textOfBatchRow()), tf.constant(0));
        Operand<TFloat32> input =
                tf.concat(List.of(inputs.point().operand(), inputs.time().operand(), repeated), tf.constant(1));
        Operand<TFloat32> matching = graph.mean(tf.math.squaredDifference(
                graph.apply(nets.velocity(), input), inputs.target().operand()));
        Operand<TFloat32> weight = tf.constant((float) settings.consistency());
        Operand<TFloat32> meaning = TextBatch.meaning(
                graph, h, nets.membership(), inputs.membership().operand(), latents.size());
        return tf.math.add(matching, tf.math.mul(meaning, weight));
    }

    private static int[] textOfBatchRow() {
        int[] rows = new int[BATCH];
        for (int i = 0; i < BATCH; i++) {
            rows[i] = i / REPEATS;
        }
        return rows;
    }

    private void drawBatch(SplittableRandom random) {
        texts.drawSentences(random);
        for (int row = 0; row < TEXTS; row++) {
            texts.drawWording(random, row, rows);
            texts.memberships(row, latents.size(), memberships);
            drawPaths(random, row);
        }
    }

    /** Draws times spread over [0, 1] and demonstrations in turn, which is fairer than independent draws. */
    private void drawPaths(SplittableRandom random, int row) {
        int[] allowed = texts.demonstrations(row);
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
