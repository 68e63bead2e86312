package org.prolepsis.cli.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.prolepsis.cli.bench.Measurement;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.latent.OdeSolver;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.manifold.LatentGeometry;
import org.prolepsis.flow.metrics.Evaluation;
import org.prolepsis.flow.metrics.EvaluationSettings;
import org.prolepsis.flow.metrics.Evaluator;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.model.MotionSampler;
import org.prolepsis.flow.model.TextCondition;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.train.LeaveOneOut;
import org.prolepsis.flow.train.Subsets;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingResult;
import org.prolepsis.flow.train.TrainingSettings;

/** Trains models in several ways, for several seeds, and measures each. Runs on the calling thread. */
public final class Study {
    private static final int[] FEW = {1, 2, 3, 5, 10};
    private static final double[] ISOMETRY = {0, 1e-3, 1e-2, 1e-1};

    private final Dataset dataset;
    private final TrainingSettings settings;
    private final List<Long> seeds;
    private final int samples;
    private final Consumer<String> listener;
    private final Trainer trainer = new Trainer(new MiniLmEncoder());
    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

    /** What can be studied. */
    public enum Name {
        MODEL,
        FEW,
        SOLVERS,
        DISTILL,
        ISOMETRY,
        LATENTS,
        LEAVE_ONE_OUT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Prepares a study.
     *
     * @param dataset the demonstrations
     * @param settings to start from
     * @param seeds of the trainings
     * @param samples motions drawn for each sentence, at least 2
     * @param listener told each step of the study
     */
    public Study(Dataset dataset, TrainingSettings settings, List<Long> seeds, int samples, Consumer<String> listener) {
        this.dataset = dataset;
        this.settings = settings;
        this.seeds = List.copyOf(seeds);
        this.samples = samples;
        this.listener = listener;
    }

    /**
     * Runs it.
     *
     * @param name which
     * @return a row for each way
     */
    public List<StudyRow> run(Name name) {
        for (long seed : seeds) {
            TrainingSettings own = settings.withSeed(seed);
            switch (name) {
                case MODEL -> add("default", dataset, own);
                case FEW -> few(own);
                case SOLVERS -> solvers(own);
                case DISTILL -> distill(own);
                case ISOMETRY -> isometry(own);
                case LATENTS -> latents(own);
                case LEAVE_ONE_OUT -> leaveOneOut(own);
            }
        }
        return rows.entrySet().stream()
                .map(row -> new StudyRow(row.getKey(), row.getValue()))
                .toList();
    }

    private void few(TrainingSettings own) {
        int all = dataset.demonstrations().size();
        for (int count : FEW) {
            if (count < all) {
                add(count + " demonstrations", Subsets.draw(dataset, count, own.seed()), own);
            }
        }
        add("all " + all, dataset, own);
    }

    private void distill(TrainingSettings own) {
        for (int steps : new int[] {0, 2, 1}) {
            add(
                    steps == 0 ? "as trained" : "distilled to " + steps,
                    dataset,
                    own.toBuilder().distilledSteps(steps).build());
        }
    }

    private void isometry(TrainingSettings own) {
        for (double weight : ISOMETRY) {
            add("isometry " + weight, dataset, own.toBuilder().isometry(weight).build());
        }
    }

    private void latents(TrainingSettings own) {
        for (int dimension = 2; dimension <= 8; dimension++) {
            add(
                    "latents " + dimension,
                    dataset,
                    own.toBuilder().latentDimension(dimension).build());
        }
    }

    private void solvers(TrainingSettings own) {
        MotionModel model = train(dataset, own).model();
        for (OdeSolver solver : OdeSolver.values()) {
            for (int steps : new int[] {1, 2, 4, 6, 8, 16}) {
                String name = solver.name().toLowerCase(Locale.ROOT) + " " + steps;
                listener.accept(name + ", seed " + own.seed());
                MotionSampler sampler = new MotionSampler(model, solver, steps, 1);
                measureSamples(name, dataset, model, sampler);
            }
        }
    }

    private void add(String name, Dataset data, TrainingSettings own) {
        listener.accept(name + ", seed " + own.seed());
        TrainingResult result = train(data, own);
        MotionModel model = result.model();
        put(name, "training, s", result.seconds());
        put(name, "latents", model.flow().latentDimension());
        Evaluation evaluation = measureSamples(name, data, model, model.sampler());
        boolean poses = data.space() == MotionSpace.SE3;
        if (poses) {
            put(name, "position, mm", 1e3 * evaluation.reconstruction().position());
            put(name, "rotation, °", Math.toDegrees(evaluation.reconstruction().rotation()));
        } else {
            put(name, "joints, mrad", 1e3 * evaluation.reconstruction().joint());
        }
        put(name, "jerk ratio", evaluation.jerkRatio());
        put(name, "bundle, bytes", bundleBytes(model));
        put(name, "distortion", LatentGeometry.distortion(model.manifold(), 500, 1));
        if (data.demonstrations().size() > 3) {
            List<MotionCurve> curves = FittedDemonstrations.fit(
                            data, model.manifest().curve().controlPoints())
                    .curves();
            put(name, "kept neighbours", LatentGeometry.keptNeighbours(model.manifold(), curves, 3));
        }
    }

    private TrainingResult train(Dataset data, TrainingSettings own) {
        return trainer.train(data, own, TrainingListener.NONE);
    }

    private Evaluation measureSamples(String name, Dataset data, MotionModel model, MotionSampler sampler) {
        Evaluation evaluation = Evaluator.evaluate(
                model.sampleSource(sampler),
                data,
                List.of(),
                new EvaluationSettings(samples, Math.min(10, samples), 500, 1));
        put(name, "accuracy", evaluation.trainAccuracy());
        put(name, "nearest distance", evaluation.nearestDistance());
        put(name, "coverage", evaluation.coverage());
        put(name, "MMD²", evaluation.meanMmd());
        TextCondition condition = model.condition(model.texts().get(0));
        double[] coefficients = sampler.sample(condition, 1).coefficients();
        Measurement first = Measurement.of(i -> sampler.sampleInto(condition, i, coefficients), 5_000, 5_000);
        Measurement second = Measurement.of(i -> sampler.sampleInto(condition, i, coefficients), 0, 5_000);
        put(name, "sample p50, µs", 1e-3 * Math.min(first.p50(), second.p50()));
        // the counter of the thread sees now and then what the virtual machine does on it; a sample that allocates does
        // so in both rounds
        put(name, "bytes a sample", Math.floor(Math.min(first.bytesPerOp(), second.bytesPerOp())));
        return evaluation;
    }

    private static double bundleBytes(MotionModel model) {
        try {
            Path file = Files.createTempFile("prolepsis", ".zip");
            Files.delete(file);
            Path directory = file.resolveSibling(file.getFileName() + ".model");
            model.save(directory);
            long bytes = 0;
            try (var entries = Files.list(directory)) {
                for (Path entry : entries.toList()) {
                    bytes += Files.size(entry);
                    Files.delete(entry);
                }
            }
            Files.delete(directory);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("the size of the bundle cannot be measured: " + e.getMessage(), e);
        }
    }

    private void leaveOneOut(TrainingSettings own) {
        listener.accept("leaving out each of " + dataset.demonstrations().size() + ", seed " + own.seed());
        List<LeaveOneOut.Result> results = LeaveOneOut.run(dataset, own, TrainingListener.NONE);
        putErrors("manifold of the others", results, LeaveOneOut.Result::manifold);
        putErrors("span of all their components", results, LeaveOneOut.Result::span);
        putErrors("nearest of the others", results, LeaveOneOut.Result::nearest);
    }

    private void putErrors(
            String name,
            List<LeaveOneOut.Result> results,
            java.util.function.Function<LeaveOneOut.Result, LeaveOneOut.Deviation> error) {
        ToDoubleFunction<LeaveOneOut.Result> position =
                result -> error.apply(result).position();
        ToDoubleFunction<LeaveOneOut.Result> rotation =
                result -> error.apply(result).rotation();
        boolean poses = dataset.space() == MotionSpace.SE3;
        // of joints per joint, as elsewhere
        double share = poses ? 1 : 1 / Math.sqrt(dataset.jointNames().size());
        put(name, poses ? "position, mm" : "joints, mrad", 1e3 * share * LeaveOneOut.rms(results, position));
        put(
                name,
                poses ? "largest, mm" : "largest, mrad",
                1e3 * share * results.stream().mapToDouble(position).max().orElseThrow());
        if (poses) {
            put(name, "rotation, °", Math.toDegrees(LeaveOneOut.rms(results, rotation)));
            put(
                    name,
                    "largest, °",
                    Math.toDegrees(results.stream().mapToDouble(rotation).max().orElseThrow()));
        }
    }

    private void put(String row, String figure, double value) {
        rows.computeIfAbsent(row, key -> new LinkedHashMap<>())
                .computeIfAbsent(figure, key -> new ArrayList<>())
                .add(value);
    }
}
