package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says a training sentence in other ways that mean the same, so that a text embedder meets more than the few wordings
 * of a dataset: sides, heights, sizes and tempi by synonym, clauses and adverbials in another order, a quality in a clause of its own, politeness, fillers, and the
 * slips of a speech recogniser or a hurried typist. Knows no dataset but for its {@code synonyms}. It never changes a
 * word that has an opposite (left, high, slow) but for a synonym, and adds no negation. Immutable and thread-safe.
 */
public final class ParaphraseGenerator {
    private static final double SYNONYM = 0.6;
    private static final double REORDER = 0.4;
    private static final double POLITENESS = 0.5;
    private static final double RESTATE = 0.3;
    private static final double FILLER = 0.2;
    private static final double SLIP = 0.25;
    private static final int SHORTEST_MISSPELT = 4;
    private static final int TRIES_PER_PARAPHRASE = 8;

    private static final Pattern CLAUSES = Pattern.compile("\\s*[,;]\\s*(and\\s+)?");
    private static final Pattern POLITE = Pattern.compile(
            "^(please|(can|could|would|will) you( please)?|robot|now)\\s+|\\s+(please|for me|now|robot)$");
    private static final List<String> BEFORE = List.of(
            "please",
            "can you",
            "could you",
            "would you please",
            "robot",
            "hey robot",
            "i want you to",
            "i would like you to",
            "i need you to",
            "you should",
            "kindly",
            "go ahead and",
            "try to",
            "i would like to see you",
            "would you be so kind as to",
            "it would be great if you");
    private static final List<String> AFTER = List.of(
            "please",
            "for me",
            "now",
            "robot",
            "would you",
            "thanks",
            "thank you",
            "for us",
            "if you can",
            "this time",
            "would be great",
            "my friend");
    private static final List<String> FILLERS =
            List.of("um", "uh", "okay", "well", "so", "just", "hey", "hello", "alright", "er", "like", "come on");
    private static final Pattern ADVERBIAL = Pattern.compile("(on|at|in|to|from|with) .*|.*ly|.* (up|low)|(up|low) .*");
    private static final Set<String> QUALITIES = Set.of(
            "small", "tiny", "narrow", "big", "large", "wide", "huge", "slow", "quick", "fast", "rapid", "brisk",
            "calm");
    private static final Set<String> ARTICLES = Set.of("a", "an", "the", "your");
    // an opposite is one slip away from some of these, and a slip must not turn a robot round
    private static final Set<String> OPPOSITES = Set.of(
            "left",
            "right",
            "leftmost",
            "rightmost",
            "middle",
            "centre",
            "center",
            "high",
            "low",
            "upper",
            "lower",
            "top",
            "bottom",
            "small",
            "big",
            "tiny",
            "large",
            "wide",
            "narrow",
            "slow",
            "slowly",
            "fast",
            "quick",
            "quickly",
            "front",
            "back",
            "up",
            "down",
            "open",
            "close",
            "near",
            "more",
            "less");

    private final SynonymTable synonyms;

    /**
     * Builds a generator.
     *
     * @param synonyms a dataset's own: phrase to the phrases that mean the same in it; may be empty
     */
    public ParaphraseGenerator(Map<String, List<String>> synonyms) {
        this.synonyms = new SynonymTable(synonyms);
    }

    /**
     * Says a sentence in other ways.
     *
     * @param sentence a training sentence
     * @param count how many at most
     * @param seed the same seed gives the same sentences
     * @return distinct normalised sentences, none of them the normalised sentence itself; fewer than asked for when
     *     there is little to vary
     */
    public List<String> paraphrases(String sentence, int count, long seed) {
        Random random = new Random(seed);
        Set<String> distinct = new LinkedHashSet<>();
        String original = Sentences.normalise(sentence);
        for (int i = 0; i < count * TRIES_PER_PARAPHRASE && distinct.size() < count; i++) {
            String paraphrase = paraphrase(sentence, random);
            if (!paraphrase.equals(original)) {
                distinct.add(paraphrase);
            }
        }
        return List.copyOf(distinct);
    }

    /**
     * Says a sentence in one other way.
     *
     * @param sentence a training sentence
     * @param random where the choices come from
     * @return normalised; by chance the sentence itself
     */
    public String paraphrase(String sentence, Random random) {
        String text = Sentences.normalise(reorder(sentence, random));
        if (random.nextDouble() < RESTATE) {
            text = restate(text, random);
        }
        text = synonyms.replace(text, SYNONYM, random);
        if (random.nextDouble() < POLITENESS) {
            text = politely(text, random);
        }
        List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
        if (random.nextDouble() < FILLER) {
            // at the bounds alone: inside, "just" and "so" would belong to a word
            words.add(random.nextInt(4) == 0 ? words.size() : 0, pick(FILLERS, random));
        }
        if (random.nextDouble() < SLIP) {
            slip(words, random);
        }
        return articles(words);
    }

    private static String reorder(String sentence, Random random) {
        List<String> clauses = new ArrayList<>(List.of(CLAUSES.split(sentence.strip(), -1)));
        clauses.removeIf(String::isBlank);
        if (clauses.size() > 1 && random.nextDouble() < REORDER) {
            Collections.shuffle(clauses, random);
        }
        return String.join(" ", clauses);
    }

    /** Moves one adverbial to the front or the end, or says one quality in a clause of its own. */
    private String restate(String text, Random random) {
        List<String> phrases = new ArrayList<>(synonyms.phrases(text));
        List<Integer> movable = new ArrayList<>();
        for (int i = 0; i < phrases.size(); i++) {
            if (QUALITIES.contains(phrases.get(i))
                    || ADVERBIAL.matcher(phrases.get(i)).matches()) {
                movable.add(i);
            }
        }
        if (movable.isEmpty() || phrases.size() < 2) {
            return text;
        }
        String moved = phrases.remove((int) movable.get(random.nextInt(movable.size())));
        String rest = String.join(" ", phrases);
        if (QUALITIES.contains(moved)) {
            return rest + pick(List.of(" and make it ", " and keep it ", " make it "), random) + moved;
        }
        return switch (random.nextInt(4)) {
            case 0 -> rest + pick(List.of(" and do it ", " but "), random) + moved;
            case 1 -> rest + " " + moved;
            default -> moved + " " + rest;
        };
    }

    private static String politely(String text, Random random) {
        String bare = POLITE.matcher(text).replaceAll("").strip();
        if (bare.isEmpty()) {
            return text;
        }
        return switch (random.nextInt(3)) {
            case 0 -> bare;
            case 1 -> bare.startsWith("i ") ? bare : pick(BEFORE, random) + " " + bare;
            default -> bare + " " + pick(AFTER, random);
        };
    }

    /** Drops an article, says a word twice, or misspells one by a swapped, lost or doubled letter. */
    private static void slip(List<String> words, Random random) {
        int at = random.nextInt(words.size());
        String word = words.get(at);
        if (ARTICLES.contains(word) && words.size() > 1) {
            words.remove(at);
        } else if (random.nextInt(4) == 0) {
            words.add(at, word);
        } else if (word.length() >= SHORTEST_MISSPELT && !OPPOSITES.contains(word)) {
            int letter = 1 + random.nextInt(word.length() - 2);
            String head = word.substring(0, letter);
            String rest = word.substring(letter);
            words.set(
                    at,
                    switch (random.nextInt(3)) {
                        case 0 -> head + rest.charAt(1) + rest.charAt(0) + rest.substring(2);
                        case 1 -> head + rest.substring(1);
                        default -> head + rest.charAt(0) + rest;
                    });
        }
    }

    private static String articles(List<String> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i).equals("a") || words.get(i).equals("an")) {
                words.set(i, "aeiou".indexOf(words.get(i + 1).charAt(0)) < 0 ? "a" : "an");
            }
        }
        return String.join(" ", words);
    }

    private static String pick(List<String> phrases, Random random) {
        return phrases.get(random.nextInt(phrases.size()));
    }
}
