package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.flow.latent.LatentFlow;

/**
 * The flows of all restarts and the one that is kept: that of the least loss on held-out draws.
 *
 * @param flow the one kept
 * @param loss its mean loss at the end
 * @param heldOut the held-out loss of each restart
 */
record FlowStages(LatentFlow flow, double loss, List<Double> heldOut) {

    static FlowStages train(
            TextIndex index, float[][][] wordings, List<float[]> latents, TrainingSettings settings, TrainingRun run) {
        FlowTraining training = new FlowTraining(index, wordings, latents, settings);
        List<Finished> all = new ArrayList<>();
        for (int restart = 1; restart <= settings.restarts(); restart++) {
            String stage = "flow " + restart;
            long seed = Restarts.seed(settings, stage);
            all.add(run.stage(stage, settings.flowSteps(), () -> training.train(stage, seed, run)));
        }
        Finished best = Restarts.best("flow", all, run);
        LatentFlow flow = training.flow(best);
        if (settings.distilledSteps() == 0) {
            return new FlowStages(flow, best.loss(), Restarts.heldOut(all));
        }
        Distillation distillation = new Distillation(flow, new TextBatch(index, wordings), settings.distilledSteps());
        Finished student = run.stage(
                "distillation", settings.flowSteps(), () -> distillation.train("distillation", settings, run));
        return new FlowStages(distillation.flow(student), student.loss(), Restarts.heldOut(all));
    }
}
