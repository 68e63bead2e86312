package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the training sentences' concepts stand for, learnt from which demonstrations each sentence is true of: no label
 * is looked at. A concept stands for the demonstrations of the sentences that hold it. It tells something when some
 * sentence is not explained without it. Immutable and thread-safe.
 */
final class Vocabulary {
    private final Map<String, BitSet> told = new LinkedHashMap<>();
    private final Set<String> familiar = new HashSet<>();
    private final Map<String, String> forms = new HashMap<>();
    private final Set<String> contrasted = new HashSet<>();
    private final BitSet all = new BitSet();
    private final double explained;

    Vocabulary(Clauses clauses, List<String> texts, List<BitSet> truth) {
        truth.forEach(all::or);
        findContrasts(meanings(concepts(clauses, texts, concept -> true), truth));
        List<Set<String>> concepts = concepts(clauses, texts, contrasted::contains);
        Map<String, BitSet> meanings = meanings(concepts, truth);
        familiar.addAll(meanings.keySet());
        Map<String, Integer> counts = new HashMap<>();
        concepts.forEach(those -> those.forEach(concept -> counts.merge(concept, 1, Integer::sum)));
        meanings.keySet().stream()
                .filter(concept -> !meanings.get(concept).equals(all))
                .sorted(Comparator.comparing((String concept) -> -counts.get(concept))
                        .thenComparing(concept -> concept))
                .forEach(concept -> accept(concept, meanings.get(concept), concepts, truth));
        int right = 0;
        for (int i = 0; i < texts.size(); i++) {
            right += meaning(concepts.get(i)).equals(truth.get(i)) ? 1 : 0;
        }
        explained = (double) right / texts.size();
    }

    /** A concept tells something if a sentence that holds it is not explained by the concepts before it. */
    private void accept(String concept, BitSet meaning, List<Set<String>> concepts, List<BitSet> truth) {
        for (int i = 0; i < concepts.size(); i++) {
            if (concepts.get(i).contains(concept) && !meaning(concepts.get(i)).equals(truth.get(i))) {
                told.put(concept, meaning);
                return;
            }
        }
    }

    private List<Set<String>> concepts(Clauses clauses, List<String> texts, Predicate<String> graded) {
        List<Set<String>> concepts = new ArrayList<>();
        for (String text : texts) {
            Set<String> own = new LinkedHashSet<>();
            for (Token token : clauses.read(text, graded)) {
                if (token.isContent()) {
                    own.add(token.known() ? token.concept() : learn(token.concept()));
                }
            }
            concepts.add(own);
        }
        return concepts;
    }

    /** The form in which a word was first met. */
    private String learn(String word) {
        String known = familiarForm(word);
        if (known == null) {
            Words.bases(word).forEach(base -> forms.putIfAbsent(base, word));
            return word;
        }
        return known;
    }

    /** The training sentences' own form of a word, or null. */
    String familiarForm(String word) {
        return Words.bases(word).stream()
                .map(forms::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, BitSet> meanings(List<Set<String>> concepts, List<BitSet> truth) {
        Map<String, BitSet> meanings = new LinkedHashMap<>();
        for (int i = 0; i < concepts.size(); i++) {
            for (String concept : concepts.get(i)) {
                meanings.computeIfAbsent(concept, key -> new BitSet()).or(truth.get(i));
            }
        }
        return meanings;
    }

    /** "Very left" is a concept of its own unless it is "left", or "left" and whatever else "very" stands for. */
    private void findContrasts(Map<String, BitSet> meanings) {
        meanings.forEach((concept, meaning) -> {
            String plain = plain(concept);
            if (!plain.equals(concept) && meanings.containsKey(plain)) {
                BitSet joint = (BitSet) meanings.get(plain).clone();
                if (concept.startsWith(Lexicon.SLIGHT) && meanings.containsKey(Lexicon.SLIGHT)) {
                    joint.and(meanings.get(Lexicon.SLIGHT));
                }
                BitSet beyond = (BitSet) meaning.clone();
                beyond.andNot(joint);
                if (!meaning.equals(meanings.get(plain)) && (!beyond.isEmpty() || joint.equals(meanings.get(plain)))) {
                    contrasted.add(concept);
                }
            }
        });
    }

    /** The concept without its degree. */
    static String plain(String concept) {
        return concept.replaceFirst("^(very|slightly) ", "");
    }

    /** The demonstrations that all of some concepts stand for. */
    BitSet meaning(Iterable<String> concepts) {
        BitSet meaning = (BitSet) all.clone();
        for (String concept : concepts) {
            if (told.containsKey(concept)) {
                meaning.and(told.get(concept));
            }
        }
        return meaning;
    }

    /** What a concept stands for, or null if it tells nothing. */
    BitSet told(String concept) {
        return told.get(concept);
    }

    Map<String, BitSet> told() {
        return told;
    }

    boolean isFamiliar(String concept) {
        return familiar.contains(concept);
    }

    Set<String> familiar() {
        return familiar;
    }

    boolean isContrasted(String concept) {
        return contrasted.contains(concept);
    }

    BitSet all() {
        return (BitSet) all.clone();
    }

    /** The share of training sentences whose demonstrations follow from their concepts. */
    double explained() {
        return explained;
    }
}
