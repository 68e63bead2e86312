package org.prolepsis.flow.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;

/**
 * A sentence with what it asks for.
 *
 * @param text the sentence
 * @param specified the labels its motions must carry
 * @param allowed indices of the demonstrations that it is true of
 */
record Query(String text, Map<String, String> specified, List<Integer> allowed) {

    /**
     * A training text specifies a label when all demonstrations that list it share the value and some other
     * demonstration has another one.
     */
    static List<Query> ofTraining(Dataset dataset) {
        List<Demonstration> demos = dataset.demonstrations();
        Map<String, List<Integer>> carriers = new LinkedHashMap<>();
        for (int i = 0; i < demos.size(); i++) {
            for (String text : demos.get(i).texts()) {
                List<Integer> indices = carriers.computeIfAbsent(text, key -> new ArrayList<>());
                if (!indices.contains(i)) {
                    indices.add(i);
                }
            }
        }
        List<Query> queries = new ArrayList<>();
        carriers.forEach((text, indices) -> {
            Map<String, String> specified =
                    new LinkedHashMap<>(demos.get(indices.get(0)).labels());
            indices.forEach(
                    i -> specified.entrySet().retainAll(demos.get(i).labels().entrySet()));
            specified
                    .entrySet()
                    .removeIf(label -> demos.stream()
                            .allMatch(demo ->
                                    label.getValue().equals(demo.labels().get(label.getKey()))));
            queries.add(new Query(text, specified, List.copyOf(indices)));
        });
        return queries;
    }

    static Query ofParaphrase(Paraphrase paraphrase, Dataset dataset) {
        List<Demonstration> demos = dataset.demonstrations();
        List<Integer> allowed = new ArrayList<>();
        for (int i = 0; i < demos.size(); i++) {
            if (demos.get(i).labels().entrySet().containsAll(paraphrase.labels().entrySet())) {
                allowed.add(i);
            }
        }
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("paraphrase \"" + paraphrase.text() + "\": no demonstration has "
                    + paraphrase.labels() + ", must be labels of the dataset");
        }
        return new Query(paraphrase.text(), paraphrase.labels(), allowed);
    }
}
