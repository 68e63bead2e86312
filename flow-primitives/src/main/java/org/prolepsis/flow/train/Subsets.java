package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;

/** Datasets with some of the demonstrations of another. */
public final class Subsets {
    private Subsets() {}

    /**
     * So many demonstrations, drawn by chance.
     *
     * @param dataset the whole
     * @param count at least 1, at most the demonstrations there are
     * @param seed the same seed draws the same; a larger count adds to those of a smaller
     * @return in the order of the whole
     * @throws IllegalArgumentException if the count is out of range
     */
    public static Dataset draw(Dataset dataset, int count, long seed) {
        int n = dataset.demonstrations().size();
        if (count < 1 || count > n) {
            throw new IllegalArgumentException("got " + count + " of " + n + " demonstrations, must be 1 to " + n);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        return of(
                dataset,
                order.subList(0, count).stream()
                        .sorted()
                        .map(dataset.demonstrations()::get)
                        .toList());
    }

    static Dataset of(Dataset dataset, List<Demonstration> demonstrations) {
        return new Dataset(
                dataset.name(),
                dataset.space(),
                dataset.frame(),
                dataset.jointNames(),
                dataset.coreText(),
                dataset.synonyms(),
                demonstrations,
                "");
    }
}
