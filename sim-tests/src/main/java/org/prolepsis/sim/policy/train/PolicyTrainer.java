package org.prolepsis.sim.policy.train;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.model.WeightsFile;
import org.prolepsis.flow.train.TrainingCancelledException;
import org.prolepsis.flow.train.TrainingGraph;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.sim.policy.ChunkNet;
import org.prolepsis.sim.policy.LearnedPolicy;
import org.prolepsis.sim.policy.NetShape;
import org.prolepsis.sim.policy.Normalisation;
import org.prolepsis.sim.policy.ObservationFeatures;
import org.prolepsis.sim.policy.PolicyManifest;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Trains a chunk policy as ACT does (arXiv 2304.13705, section 4): the mean absolute error over the steps of the chunk,
 * those beyond an episode's end left out. Observed joints and blocks carry noise while the commands stay, relative to the
 * noisy joints, so that the policy steers back to the demonstrations. The same episodes and settings give the same
 * weights.
 */
public final class PolicyTrainer {
    private static final int REPORT_EVERY = 20;
    private static final int WARM_UP = 100;
    private static final double SMOOTHING = 0.98;
    private static final double STEP_SECONDS = 0.04;

    private PolicyTrainer() {}

    /**
     * Trains.
     *
     * @param name of the dataset
     * @param episodes demonstrations at 25 Hz; which are held out depends on the seed alone
     * @param settings sizes, steps and noise
     * @param listener follows progress and may cancel
     * @return the policy, with what came of the validation in its manifest
     * @throws IllegalArgumentException if no episode with a step is left to train on
     * @throws TrainingCancelledException if the listener, or an interrupt of the thread, ends it
     * @throws IllegalStateException if the loss stops being finite
     */
    public static LearnedPolicy train(
            String name, List<PolicyEpisode> episodes, PolicyTrainingSettings settings, TrainingListener listener) {
        long start = System.nanoTime();
        Split split = Split.of(episodes, settings);
        PolicySamples samples = new PolicySamples(split.training(), settings);
        Run run = new Run(settings, samples, listener);
        run.train();
        double seconds = (System.nanoTime() - start) * 1e-9;
        PolicyManifest.Training training = new PolicyManifest.Training(
                settings.seed(),
                settings.steps(),
                settings.batch(),
                settings.rate(),
                settings.jointNoise(),
                settings.blockNoise(),
                seconds);
        PolicyManifest.DatasetInfo dataset = new PolicyManifest.DatasetInfo(
                name, hash(episodes), split.training().size(), split.heldOut().size());
        List<PolicyEpisode> judged = split.heldOut().isEmpty() ? split.training() : split.heldOut();
        PolicyManifest.Metrics metrics = validate(run.net, samples.normalisation(), judged, run.average);
        return new LearnedPolicy(
                new PolicyManifest(STEP_SECONDS, settings.shape(), training, dataset, metrics),
                samples.normalisation(),
                run.net);
    }

    private record Split(List<PolicyEpisode> training, List<PolicyEpisode> heldOut) {
        static Split of(List<PolicyEpisode> episodes, PolicyTrainingSettings settings) {
            List<PolicyEpisode> shuffled = new java.util.ArrayList<>(
                    episodes.stream().filter(episode -> episode.size() > 0).toList());
            java.util.Collections.shuffle(shuffled, new java.util.Random(settings.seed()));
            int heldOut = (int) (settings.heldOut() * shuffled.size());
            if (shuffled.isEmpty()) {
                throw new IllegalArgumentException(
                        "there are " + episodes.size() + " episodes, none with a step; there must be at least one");
            }
            return new Split(shuffled.subList(heldOut, shuffled.size()), shuffled.subList(0, heldOut));
        }
    }

    private static String hash(List<PolicyEpisode> episodes) {
        int values = episodes.stream()
                .mapToInt(episode -> episode.size()
                        * (2 * NetShape.CHANNELS + ObservationFeatures.BLOCKS * ObservationFeatures.POSE))
                .sum();
        ByteBuffer buffer = ByteBuffer.allocate(values * Double.BYTES);
        for (PolicyEpisode episode : episodes) {
            for (int t = 0; t < episode.size(); t++) {
                put(buffer, episode.measured(t));
                put(buffer, episode.command(t));
                put(buffer, episode.poses(t));
            }
        }
        return WeightsFile.sha256(buffer.array());
    }

    private static void put(ByteBuffer buffer, double[] values) {
        for (double value : values) {
            buffer.putDouble(value);
        }
    }

    private static PolicyManifest.Metrics validate(
            ChunkNet net, Normalisation normalisation, List<PolicyEpisode> episodes, double trainingLoss) {
        ObservationFeatures features = new ObservationFeatures();
        float[] input = new float[ObservationFeatures.COUNT];
        float[] output = new float[net.outputs()];
        double[] joints = new double[NetShape.CHANNELS - 1];
        double[] error = new double[2];
        long[] counted = new long[2];
        for (PolicyEpisode episode : episodes) {
            for (int t = 0; t < episode.size(); t++) {
                double[] measured = episode.measured(t);
                System.arraycopy(measured, 0, joints, 0, joints.length);
                features.compute(joints, measured[joints.length], episode.poses(t), input);
                normalisation.normalise(input);
                net.forward(input, output);
                for (int k = 0; k < output.length && t + k / NetShape.CHANNELS < episode.size(); k++) {
                    int channel = k % NetShape.CHANNELS;
                    int kind = channel < joints.length ? 0 : 1;
                    double reference = kind == 0 ? joints[channel] : 0;
                    double predicted = reference
                            + normalisation.outputOffset()[k]
                            + normalisation.outputScale()[k] * output[k];
                    error[kind] += Math.abs(predicted - episode.command(t + k / NetShape.CHANNELS)[channel]);
                    counted[kind]++;
                }
            }
        }
        return new PolicyManifest.Metrics(trainingLoss, error[0] / counted[0], error[1] / counted[1]);
    }

    /** One run of the optimiser. */
    private static final class Run {
        private final PolicyTrainingSettings settings;
        private final PolicySamples samples;
        private final TrainingListener listener;
        private double average;
        private ChunkNet net;

        Run(PolicyTrainingSettings settings, PolicySamples samples, TrainingListener listener) {
            this.settings = settings;
            this.samples = samples;
            this.listener = listener;
        }

        void train() {
            int batch = settings.batch();
            int values = settings.shape().horizon() * NetShape.CHANNELS;
            try (TrainingGraph graph = new TrainingGraph()) {
                SplittableRandom random = new SplittableRandom(settings.seed());
                NetGraph model = NetGraph.of(graph, batch, settings.shape(), random);
                TrainingGraph.Input x = graph.input(batch, ObservationFeatures.COUNT);
                TrainingGraph.Input y = graph.input(batch, values);
                TrainingGraph.Input weight = graph.input(batch, values);
                graph.minimise(loss(graph, model, x, y, weight));
                float[] rows = new float[batch * ObservationFeatures.COUNT];
                float[] chunks = new float[batch * values];
                float[] weights = new float[batch * values];
                for (int step = 0; step < settings.steps(); step++) {
                    if (listener.cancelled() || Thread.currentThread().isInterrupted()) {
                        throw new TrainingCancelledException(step, settings.steps());
                    }
                    graph.setNoiseSeed(random.nextLong());
                    samples.draw(random, rows, chunks, weights);
                    x.set(rows);
                    y.set(chunks);
                    weight.set(weights);
                    stepDone(step, graph.step(rate(step)));
                }
                net = settings.shape().net(graph.values(model.exported()));
            }
        }

        private static Operand<TFloat32> loss(
                TrainingGraph graph,
                NetGraph model,
                TrainingGraph.Input x,
                TrainingGraph.Input y,
                TrainingGraph.Input weight) {
            Ops tf = graph.ops();
            Operand<TFloat32> error = tf.math.abs(tf.math.sub(model.chunks(x.operand(), y.operand()), y.operand()));
            Operand<TFloat32> masked = graph.mean(tf.math.mul(error, weight.operand()));
            return tf.math.add(tf.math.div(masked, graph.mean(weight.operand())), model.regularisation());
        }

        private double rate(int step) {
            double warm = Math.min(1, (step + 1.0) / WARM_UP);
            return settings.rate() * warm * (0.001 + 0.999 * 0.5 * (1 + Math.cos(Math.PI * step / settings.steps())));
        }

        private void stepDone(int step, double loss) {
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException("the loss became " + loss + " at step " + (step + 1) + " of "
                        + settings.steps() + "; try another seed or a smaller rate than " + settings.rate());
            }
            average = step == 0 ? loss : SMOOTHING * average + (1 - SMOOTHING) * loss;
            if ((step + 1) % REPORT_EVERY == 0 || step + 1 == settings.steps()) {
                listener.onProgress(step + 1, settings.steps(), average);
            }
        }
    }
}
