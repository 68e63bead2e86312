package org.prolepsis.sim.policy.train;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.sim.cell.CellSettings;
import org.prolepsis.sim.expert.DemonstrationEpisode;

/**
 * Demonstrations that are made in this process, without a graph: what training without a recorded dataset uses. The
 * seeds are 1 to the number of episodes.
 */
public final class DemonstrationSet {
    /** Its name in manifests. */
    public static final String NAME = "color_sort_demonstrations";

    /** Episodes unless told otherwise. */
    public static final int EPISODES = 100;

    /** How much the episodes are disturbed, in turn: labels stay clean, so that a policy sees how to come back. */
    private static final double[] PERTURBATIONS = {0, 0.15, 0.3};

    private DemonstrationSet() {}

    /** Follows the making. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Called after each episode.
         *
         * @param done episodes so far
         * @param total episodes in all
         */
        void onEpisode(int done, int total);
    }

    /**
     * Makes demonstrations; those that do not sort all blocks are left out.
     *
     * @param episodes how many to make, at least 1
     * @param listener follows
     * @return those that succeeded
     * @throws IllegalArgumentException if there are fewer than 1
     */
    public static List<PolicyEpisode> make(int episodes, Listener listener) {
        if (episodes < 1) {
            throw new IllegalArgumentException("episodes is " + episodes + "; it must be at least 1");
        }
        List<PolicyEpisode> made = new ArrayList<>();
        for (int seed = 1; seed <= episodes; seed++) {
            PolicyEpisode episode = new PolicyEpisode();
            double perturbation = PERTURBATIONS[seed % PERTURBATIONS.length];
            if (DemonstrationEpisode.run(CellSettings.defaults(), seed, perturbation, episode::add)
                    .success()) {
                made.add(episode);
            }
            listener.onEpisode(seed, episodes);
        }
        return made;
    }
}
