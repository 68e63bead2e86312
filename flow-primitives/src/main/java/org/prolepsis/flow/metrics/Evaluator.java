package org.prolepsis.flow.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.metrics.Evaluation.ByLabel;

/**
 * Measures a model against its demonstrations. Trajectories are compared over normalised time, so a motion that is only
 * slower is the same; the distance is the mean over time of 10 |log R|² + |p|², for joints of |q|². The same seed gives
 * the same numbers but for the latency. Runs on the calling thread.
 */
public final class Evaluator {
    private final SampleSource source;
    private final List<Demonstration> demonstrations;
    private final MotionSpace space;
    private final int width;
    private final EvaluationSettings settings;
    private final List<Trajectory> known;
    private final Mmd mmd;
    private final Jerk jerk;
    private final double rate;
    private final SplittableRandom seeds;

    private final Mean sampleJerk = new Mean();
    private final Map<String, Double> mmdPerText = new LinkedHashMap<>();
    private double[] nanos = new double[1024];
    private int timed;

    private Evaluator(SampleSource source, Dataset dataset, EvaluationSettings settings) {
        this.source = source;
        this.demonstrations = dataset.demonstrations();
        this.space = dataset.space();
        this.width = dataset.columns().size();
        this.settings = settings;
        this.known =
                demonstrations.stream().map(demo -> Trajectory.of(space, demo)).toList();
        this.mmd = new Mmd(known);
        this.jerk = new Jerk(space, width);
        this.rate = demonstrations.stream()
                .mapToDouble(demo -> (demo.size() - 1) / demo.duration())
                .average()
                .orElseThrow();
        this.seeds = new SplittableRandom(settings.seed());
    }

    /** What samples for one group of sentences came to. */
    private static final class Tally {
        private final Mean all = new Mean();
        private final Mean specified = new Mean();
        private final Mean nearest = new Mean();
        private final Mean coverage = new Mean();
        private final Map<String, Mean> byLabel = new LinkedHashMap<>();
    }

    /**
     * Evaluates a model.
     *
     * @param source the model
     * @param dataset what it was trained on
     * @param paraphrases sentences it was not trained on; may be empty
     * @param settings sample counts and seed
     * @return all figures
     * @throws IllegalArgumentException if a paraphrase asks for labels that no demonstration has
     */
    public static Evaluation evaluate(
            SampleSource source, Dataset dataset, List<Paraphrase> paraphrases, EvaluationSettings settings) {
        List<Query> unseen = paraphrases.stream()
                .map(paraphrase -> Query.ofParaphrase(paraphrase, dataset))
                .toList();
        return new Evaluator(source, dataset, settings).run(Query.ofTraining(dataset), unseen);
    }

    private Evaluation run(List<Query> training, List<Query> unseen) {
        warmUp(training.get(0).text());
        Tally train = new Tally();
        training.forEach(query -> draw(query, train, true));
        Tally held = new Tally();
        unseen.forEach(query -> draw(query, held, false));
        Map<String, ByLabel> byLabel = new LinkedHashMap<>();
        Set<String> labels = new HashSet<>(train.byLabel.keySet());
        labels.addAll(held.byLabel.keySet());
        labels.stream()
                .sorted()
                .forEach(label -> byLabel.put(
                        label, new ByLabel(value(train.byLabel.get(label)), value(held.byLabel.get(label)))));
        Mean demonstratedJerk = new Mean();
        demonstrations.forEach(demo -> demonstratedJerk.add(jerk.ofRecording(demo.times(), demo.values())));
        double meanMmd = mmdPerText.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
        return new Evaluation(
                reconstruction(),
                meanMmd,
                mmdPerText,
                mmd.bandwidth(),
                train.all.value(),
                train.specified.value(),
                held.all.value(),
                byLabel,
                train.nearest.value(),
                held.nearest.value(),
                train.coverage.value(),
                held.coverage.value(),
                sampleJerk.value() / demonstratedJerk.value(),
                latency(),
                source.parameterCount());
    }

    private static double value(Mean mean) {
        return mean == null ? Double.NaN : mean.value();
    }

    private void warmUp(String text) {
        SampleSource.TextSampler sampler = source.forText(text);
        for (int i = 0; i < settings.warmUpSamples(); i++) {
            sampler.sample(i);
        }
    }

    private void draw(Query query, Tally tally, boolean training) {
        SampleSource.TextSampler sampler = source.forText(query.text());
        List<Trajectory> samples = new ArrayList<>();
        Set<Map.Entry<String, String>> reached = new HashSet<>();
        for (int i = 0; i < settings.samplesPerText(); i++) {
            long seed = seeds.nextLong();
            long start = System.nanoTime();
            Motion motion = sampler.sample(seed);
            addLatency(System.nanoTime() - start);
            Trajectory sample = Trajectory.of(space, motion, width);
            samples.add(sample);
            if (training && i < settings.jerkSamplesPerText()) {
                sampleJerk.add(jerk.ofMotion(motion, rate));
            }
            reached.addAll(judge(query, sample, tally).entrySet());
        }
        if (training) {
            List<Trajectory> own = query.allowed().stream().map(known::get).toList();
            mmdPerText.put(query.text(), mmd.squared(samples, own));
        }
        addCoverage(query, reached, tally.coverage);
    }

    /** Adds a sample to the tally; returns the labels of its nearest demonstration. */
    private Map<String, String> judge(Query query, Trajectory sample, Tally tally) {
        double[] distances = known.stream().mapToDouble(sample::distance).toArray();
        int nearest = 0;
        for (int i = 1; i < distances.length; i++) {
            nearest = distances[i] < distances[nearest] ? i : nearest;
        }
        Map<String, String> labels = demonstrations.get(nearest).labels();
        query.specified()
                .forEach((label, value) -> tally.byLabel
                        .computeIfAbsent(label, key -> new Mean())
                        .add(value.equals(labels.get(label)) ? 1 : 0));
        double right = labels.entrySet().containsAll(query.specified().entrySet()) ? 1 : 0;
        tally.all.add(right);
        if (!query.specified().isEmpty()) {
            tally.specified.add(right);
        }
        tally.nearest.add(
                query.allowed().stream().mapToDouble(i -> distances[i]).min().orElseThrow());
        return labels;
    }

    private void addCoverage(Query query, Set<Map.Entry<String, String>> reached, Mean coverage) {
        Set<Map.Entry<String, String>> open = new HashSet<>();
        query.allowed()
                .forEach(i -> demonstrations.get(i).labels().entrySet().stream()
                        .filter(label -> !query.specified().containsKey(label.getKey()))
                        .forEach(open::add));
        if (!open.isEmpty()) {
            coverage.add((double) open.stream().filter(reached::contains).count() / open.size());
        }
    }

    private void addLatency(long value) {
        if (timed == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * timed);
        }
        nanos[timed++] = value;
    }

    private Evaluation.Latency latency() {
        double[] sorted = Arrays.copyOf(nanos, timed);
        Arrays.sort(sorted);
        return new Evaluation.Latency(percentile(sorted, 0.5) / 1000, percentile(sorted, 0.99) / 1000);
    }

    /** The smallest value that at least the share of all values does not exceed. */
    static double percentile(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private Evaluation.Reconstruction reconstruction() {
        boolean poses = space == MotionSpace.SE3;
        Mean position = new Mean();
        Mean rotation = new Mean();
        Mean joint = new Mean();
        Mean duration = new Mean();
        double[] point = new double[width];
        for (Demonstration demo : demonstrations) {
            Motion motion = source.reconstruct(demo);
            double lateness = motion.duration() - demo.duration();
            duration.add(lateness * lateness);
            for (int i = 0; i < demo.size(); i++) {
                motion.read((demo.times()[i] - demo.times()[0]) / demo.duration(), point);
                double[] row = demo.values()[i];
                if (poses) {
                    position.add(Trajectory.squaredDistance(point, row, 0, 3));
                    double angle = Trajectory.angle(point, row);
                    rotation.add(angle * angle);
                } else {
                    joint.add(Trajectory.squaredDistance(point, row, 0, width) / width);
                }
            }
        }
        return new Evaluation.Reconstruction(
                Math.sqrt(position.value()),
                Math.sqrt(rotation.value()),
                Math.sqrt(joint.value()),
                Math.sqrt(duration.value()));
    }
}
