package org.prolepsis.flow.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.latent.OdeSolver;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.manifold.MotionManifold;
import org.prolepsis.flow.manifold.PrincipalMotions;
import org.prolepsis.flow.model.Manifest;
import org.prolepsis.flow.text.Grounder;
import org.prolepsis.flow.text.SentenceEncoder;
import org.prolepsis.flow.text.TextFeatures;

/** Puts down in a manifest what a run was given and what came of it. */
final class ManifestOfRun {
    private final Dataset dataset;
    private final TrainingSettings settings;
    private final SentenceEncoder encoder;

    ManifestOfRun(Dataset dataset, TrainingSettings settings, SentenceEncoder encoder) {
        this.dataset = dataset;
        this.settings = settings;
        this.encoder = encoder;
    }

    Manifest of(
            FittedDemonstrations fitted, ManifoldStages manifold, FlowStages flow, Grounder grounder, double seconds) {
        return new Manifest(
                dataset.space(),
                dataset.frame(),
                dataset.jointNames(),
                demonstrationHz(dataset),
                curve(fitted),
                manifold(manifold.manifold()),
                flow(flow.flow()),
                text(),
                grounder.threshold(),
                training(manifold, flow, seconds),
                new Manifest.DatasetInfo(
                        dataset.name(),
                        dataset.sha256(),
                        dataset.demonstrations().size()),
                new Manifest.Metrics(fitted.positionRmse(), fitted.rotationRmse(), manifold.loss(), flow.loss()),
                grounder.texts(),
                Manifest.Language.of(new TextIndex(dataset).truth(), dataset.synonyms()));
    }

    private static double demonstrationHz(Dataset dataset) {
        return dataset.demonstrations().stream()
                .mapToDouble(demonstration -> (demonstration.size() - 1) / demonstration.duration())
                .average()
                .orElse(0);
    }

    private static Manifest.Curve curve(FittedDemonstrations fitted) {
        List<Double> references = Arrays.stream(fitted.chart().references())
                .flatMapToDouble(Arrays::stream)
                .boxed()
                .toList();
        return new Manifest.Curve(fitted.basis().count(), fitted.restAtEnds(), fitted.closed(), references);
    }

    private Manifest.Manifold manifold(MotionManifold manifold) {
        PrincipalMotions principal = manifold.principal();
        return new Manifest.Manifold(
                principal.count(),
                manifold.latentDimension(),
                settings.latentDimension() == 0 ? Manifest.Manifold.BY_VARIANCE : Manifest.Manifold.BY_SETTING,
                principal.scale(),
                principal.durationWeight(),
                hidden(manifold.encoder().sizes()),
                hidden(manifold.decoder().sizes()));
    }

    private Manifest.Flow flow(LatentFlow flow) {
        // a student knows its own steps only, and the guidance of its teacher is in it
        boolean distilled = settings.distilledSteps() != 0;
        return new Manifest.Flow(
                flow.embedder().outputs(),
                hidden(flow.embedder().sizes()),
                hidden(flow.velocity().sizes()),
                distilled ? OdeSolver.EULER : settings.solver(),
                distilled ? settings.distilledSteps() : settings.solverSteps(),
                distilled ? 1 : settings.guidance());
    }

    private static List<Integer> hidden(int[] sizes) {
        return IntStream.range(1, sizes.length - 1).map(i -> sizes[i]).boxed().toList();
    }

    private Manifest.Text text() {
        TextFeatures features = new TextFeatures(encoder);
        return new Manifest.Text(encoder.id(), encoder.dimension(), features.id(), features.dimension());
    }

    private Manifest.Training training(ManifoldStages manifold, FlowStages flow, double seconds) {
        return new Manifest.Training(
                settings.seed(),
                settings.manifoldSteps(),
                settings.flowSteps(),
                settings.smoothness(),
                settings.isometry(),
                settings.embeddingNoise(),
                settings.consistency(),
                settings.patience(),
                settings.distilledSteps(),
                manifold.heldOut(),
                flow.heldOut(),
                seconds);
    }
}
