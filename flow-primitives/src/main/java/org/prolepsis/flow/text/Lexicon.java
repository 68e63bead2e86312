package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What words mean in any command, extended by a dataset's synonyms: phrases to concepts, the longest phrase first.
 * Immutable and thread-safe.
 */
final class Lexicon {
    /** Words that say nothing a motion could show. */
    static final String NOTHING = "-";

    static final String VERY = "-very";
    static final String NOT = "-not";
    static final String CORRECTION = "-correct";
    static final String BUT = "-but";
    static final String END = "-end";
    static final String OTHER = "-other";
    static final String SLIGHT = "slight";
    private static final Set<String> UNGRADED = Set.of(SLIGHT, "much", "some");
    private static final String RESOURCE = "lexicon.txt";

    private final Map<String, String> concepts = new HashMap<>();
    private final Map<String, String> standIns = new HashMap<>();
    private final Set<String> graded = new HashSet<>();
    private final Set<String> general = new HashSet<>();
    private final Set<String> others = new HashSet<>();
    private int longest = 1;

    /**
     * Reads the general lexicon and adds a dataset's own classes, which come first where they differ.
     *
     * @param synonyms phrase to the phrases that mean the same
     */
    Lexicon(Map<String, List<String>> synonyms) {
        WordList.lines(RESOURCE).forEach(this::addLine);
        synonyms.forEach((phrase, others) -> {
            String concept = Sentences.normalise(phrase);
            String known = concepts.getOrDefault(concept, concept);
            put(concept, known);
            others.forEach(other -> put(Sentences.normalise(other), known));
        });
    }

    private void addLine(String line) {
        int colon = line.indexOf(':');
        String[] head = line.substring(0, colon).split(">", -1);
        String concept = head[0].strip();
        general.add(concept);
        if (head.length > 1) {
            standIns.put(concept, head[1].strip());
        }
        if (!concept.startsWith(NOTHING) && !UNGRADED.contains(concept)) {
            graded.add(concept);
        }
        for (String entry : line.substring(colon + 1).split("\\|", -1)) {
            String phrase = Sentences.normalise(entry);
            if (phrase.isEmpty() || concepts.containsKey(phrase)) {
                continue;
            }
            // a single word stays a word, because a dataset may speak of it
            if (concept.equals(OTHER) && phrase.indexOf(' ') < 0) {
                others.add(phrase);
            } else {
                put(phrase, concept);
            }
        }
    }

    private void put(String phrase, String concept) {
        concepts.put(phrase, concept);
        longest = Math.max(longest, phrase.split(" ", -1).length);
    }

    /** Whether a concept has degrees: left, high, slow. */
    boolean isGraded(String concept) {
        return graded.contains(concept);
    }

    /** Whether a concept is one of general English, of no dataset alone. */
    boolean isGeneral(String concept) {
        return general.contains(concept) || general.contains(Vocabulary.plain(concept));
    }

    /** Whether a word names a deed or thing that no dataset shows unless it speaks of it. */
    boolean isOther(String word) {
        // not "waving while running": what a command asks for is in its plain form
        return others.contains(word) || (word.endsWith("s") && others.contains(word.substring(0, word.length() - 1)));
    }

    /** What stands in for a concept that a dataset does not know, or null. */
    String standIn(String concept) {
        return standIns.get(concept);
    }

    /** Cuts a clause into the longest known phrases and the single words between them. */
    List<Token> tokens(String clause) {
        String[] words = clause.split(" ", -1);
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < words.length) {
            int length = Math.min(longest, words.length - i);
            String phrase = phrase(words, i, length);
            while (length > 1 && !concepts.containsKey(phrase)) {
                length--;
                phrase = phrase(words, i, length);
            }
            String concept = concepts.get(phrase);
            tokens.add(concept == null ? Token.unknown(phrase) : new Token(concept, phrase, true));
            i += length;
        }
        return tokens;
    }

    private static String phrase(String[] words, int start, int length) {
        return String.join(" ", Arrays.asList(words).subList(start, start + length));
    }
}
