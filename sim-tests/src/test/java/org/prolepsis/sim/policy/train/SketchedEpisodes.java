package org.prolepsis.sim.policy.train;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.policy.SketchedCell;
import org.prolepsis.sim.policy.SketchedExpert;

/** Demonstrations in the sketched cell. */
final class SketchedEpisodes {
    private SketchedEpisodes() {}

    static List<PolicyEpisode> make(int count, int scattered) {
        List<PolicyEpisode> episodes = new ArrayList<>();
        for (int seed = 1; seed <= count; seed++) {
            episodes.add(one(seed, scattered));
        }
        return episodes;
    }

    private static PolicyEpisode one(long seed, int scattered) {
        SketchedCell cell = new SketchedCell(seed, scattered);
        SketchedExpert expert = new SketchedExpert(cell, seed);
        PolicyEpisode episode = new PolicyEpisode();
        double[] command = new double[8];
        int after = 0;
        for (int t = 0; t < 1500 && after < 50; t++) {
            CellObservation seen = cell.observe();
            expert.command(command);
            episode.add(seen, command);
            cell.command(command);
            cell.advance(0.04);
            after += cell.sorted() ? 1 : 0;
        }
        if (!cell.sorted()) {
            throw new IllegalStateException("the sketched demonstration " + seed + " failed");
        }
        return episode;
    }
}
