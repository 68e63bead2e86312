package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Classes of phrases that mean the same. Immutable and thread-safe. */
final class SynonymTable {
    private static final String RESOURCE = "synonyms.txt";

    private final Map<String, List<String>> classes = new HashMap<>();
    private int longest;

    /** The general classes, extended by a dataset's own: each phrase with the phrases that mean the same. */
    SynonymTable(Map<String, List<String>> own) {
        for (String line : WordList.lines(RESOURCE)) {
            List<String> all = new ArrayList<>();
            List<String> replaced = new ArrayList<>();
            for (String entry : line.split("\\|", -1)) {
                boolean target = entry.strip().startsWith("+");
                String phrase = Sentences.normalise(entry);
                all.add(phrase);
                if (!target) {
                    replaced.add(phrase);
                }
            }
            add(replaced, all);
        }
        own.forEach((phrase, others) -> {
            List<String> all = new ArrayList<>();
            all.add(Sentences.normalise(phrase));
            others.forEach(other -> all.add(Sentences.normalise(other)));
            add(all, all);
        });
    }

    private void add(List<String> replaced, List<String> all) {
        for (String phrase : replaced) {
            classes.computeIfAbsent(phrase, key -> new ArrayList<>()).addAll(all);
            longest = Math.max(longest, phrase.split(" ", -1).length);
        }
    }

    /** Replaces phrases, the longest first, each with the given probability; what was put in is not replaced again. */
    String replace(String sentence, double probability, Random random) {
        List<String> result = new ArrayList<>();
        for (String phrase : phrases(sentence)) {
            List<String> synonyms = classes.get(phrase);
            boolean swap = synonyms != null && random.nextDouble() < probability;
            result.add(swap ? synonyms.get(random.nextInt(synonyms.size())) : phrase);
        }
        return String.join(" ", result);
    }

    /** The sentence cut into the longest phrases that have synonyms and the single words between them. */
    List<String> phrases(String sentence) {
        String[] words = sentence.split(" ", -1);
        List<String> result = new ArrayList<>();
        int i = 0;
        while (i < words.length) {
            int length = Math.min(longest, words.length - i);
            while (length > 1 && !classes.containsKey(phrase(words, i, length))) {
                length--;
            }
            result.add(phrase(words, i, length));
            i += length;
        }
        return result;
    }

    private static String phrase(String[] words, int start, int length) {
        return String.join(" ", Arrays.asList(words).subList(start, start + length));
    }
}
