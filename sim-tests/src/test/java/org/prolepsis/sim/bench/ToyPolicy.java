package org.prolepsis.sim.bench;

import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.policy.ChunkPolicy;

/** Predicts what the demonstrator of the toy task would do from the observation on, by playing it through. */
final class ToyPolicy implements ChunkPolicy {
    private static final int SUBSTEPS = 4;

    @Override
    public int horizon() {
        return 40;
    }

    @Override
    public double stepSeconds() {
        return 0.04;
    }

    @Override
    public void predict(CellObservation observation, double[][] out) {
        ToyTask task = ToyTask.seen(observation);
        for (double[] row : out) {
            task.demonstrate(row);
            for (int i = 0; i < SUBSTEPS; i++) {
                task.step(row, stepSeconds() / SUBSTEPS);
            }
        }
    }
}
