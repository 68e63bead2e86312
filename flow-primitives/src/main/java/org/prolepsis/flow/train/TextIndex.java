package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.prolepsis.flow.dataset.Dataset;

/**
 * Which demonstrations each training sentence is true of. Sentences true of the same demonstrations count as
 * paraphrases of each other. Labels play no part.
 */
final class TextIndex {
    private final List<String> texts;
    private final List<int[]> demonstrations;
    private final List<int[]> paraphrases;

    TextIndex(Dataset dataset) {
        Map<String, TreeSet<Integer>> byText = new LinkedHashMap<>();
        byText.put(dataset.coreText(), new TreeSet<>());
        for (int i = 0; i < dataset.demonstrations().size(); i++) {
            byText.get(dataset.coreText()).add(i);
            for (String text :
                    new LinkedHashSet<>(dataset.demonstrations().get(i).texts())) {
                byText.computeIfAbsent(text, key -> new TreeSet<>()).add(i);
            }
        }
        texts = List.copyOf(byText.keySet());
        demonstrations = byText.values().stream()
                .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        Map<TreeSet<Integer>, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            groups.computeIfAbsent(byText.get(texts.get(i)), key -> new ArrayList<>())
                    .add(i);
        }
        paraphrases = texts.stream()
                .map(text -> groups.get(byText.get(text)).stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toList();
    }

    /** The sentences, the core text first. */
    List<String> texts() {
        return texts;
    }

    /** The demonstrations a sentence is true of, at least one. */
    int[] demonstrations(int text) {
        return demonstrations.get(text);
    }

    /** For each sentence the set of demonstrations it is true of. */
    List<BitSet> truth() {
        return demonstrations.stream()
                .map(indices -> {
                    BitSet set = new BitSet();
                    Arrays.stream(indices).forEach(set::set);
                    return set;
                })
                .toList();
    }

    /** A sentence true of the same demonstrations, another one if there is one. */
    int paraphrase(int text, SplittableRandom random) {
        int[] group = paraphrases.get(text);
        int drawn = group[random.nextInt(group.length)];
        if (drawn != text || group.length == 1) {
            return drawn;
        }
        return group[random.nextInt(group.length)];
    }
}
