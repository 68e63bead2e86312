package org.prolepsis.flow.train;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** Seeds of restarts, and the choice among them. */
final class Restarts {
    private Restarts() {}

    /** A seed of its own for each stage; that of the first restart does not depend on how many there are. */
    static long seed(TrainingSettings settings, String stage) {
        return new SplittableRandom(settings.seed() ^ ((long) stage.hashCode() << 32)).nextLong();
    }

    /** The one with the least held-out loss. */
    static Finished best(String what, List<Finished> all, TrainingRun run) {
        Finished best =
                all.stream().min(Comparator.comparingDouble(Finished::heldOut)).orElseThrow();
        if (all.size() > 1) {
            run.event("keeps " + what + " " + (1 + all.indexOf(best)) + " of held-out losses " + heldOut(all));
        }
        return best;
    }

    static List<Double> heldOut(List<Finished> all) {
        return all.stream().map(Finished::heldOut).toList();
    }
}
