package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what a sentence forbids. A sentence encoder puts "don't wave" next to "wave", so that a robot would do the very
 * thing it was told not to: hence this check by words. Immutable and thread-safe.
 */
final class Polarity {
    // polite or encouraging forms that negate nothing
    private static final Pattern HARMLESS = Pattern.compile(
            "\\b(why (don't|dont|do not) (you|we)|(won't|wont|can't|cant|cannot|couldn't|wouldn't) (you|we)"
                    + "|(don't|dont|do not|never) (forget|hesitate|be (shy|afraid))|no (rush|hurry|problem|matter)"
                    + "|not only|non stop|nonstop|without (delay|stopping|hesitation))\\b");
    private static final Set<String> NEGATIONS = Set.of(
            "not", "no", "never", "without", "neither", "nor", "none", "nothing", "dont", "cannot", "cant", "wont",
            "stop", "cease", "quit", "halt", "abort", "cancel", "refrain", "avoid", "except", "unless", "freeze");

    private final Set<String> demonstrated = new HashSet<>();

    /**
     * Learns which negations belong to the trained language.
     *
     * @param trainingTexts normalised; a negation they hold together with the word after it ("without hurry") is known
     */
    Polarity(Collection<String> trainingTexts) {
        for (String text : trainingTexts) {
            demonstrated.addAll(negations(text));
        }
    }

    /**
     * Finds the first negation that the training sentences do not hold.
     *
     * @param sentence normalised
     * @return the negation with the word after it
     */
    Optional<String> unknownNegation(String sentence) {
        return negations(sentence).stream()
                .filter(negation -> !demonstrated.contains(negation))
                .findFirst();
    }

    private static List<String> negations(String sentence) {
        List<String> words =
                Arrays.asList(HARMLESS.matcher(sentence).replaceAll(" ").strip().split(" +"));
        List<String> found = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (NEGATIONS.contains(word) || word.endsWith("n't")) {
                found.add(i + 1 < words.size() ? word + " " + words.get(i + 1) : word);
            }
        }
        return found;
    }
}
