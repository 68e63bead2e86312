package org.prolepsis.flow.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.prolepsis.flow.demo.WavingStyle.Height;
import org.prolepsis.flow.demo.WavingStyle.Side;
import org.prolepsis.flow.demo.WavingStyle.Size;
import org.prolepsis.flow.demo.WavingStyle.Tempo;

/**
 * The sentences of the waving set. A sentence names some of the four attributes and is true of every demonstration
 * that has them, whatever the others are: so what a sentence leaves open stays open.
 */
final class WavingGrammar {
    static final String CORE_TEXT = "Wave to me.";

    // sentences for each combination of attribute values, by how many attributes it names
    private static final int[] SENTENCES = {12, 12, 6, 4, 3};

    private static final List<String> VERBS = List.of(
            "wave",
            "wave to me",
            "wave your hand",
            "wave hello",
            "say hello",
            "wave at me",
            "greet me",
            "wave your arm");
    private static final List<String> GIVERS = List.of("give me", "make", "do", "show me", "I want");
    private static final List<String> PREFIXES = List.of("please", "can you", "could you please", "robot,", "now");
    private static final List<String> SUFFIXES = List.of("please", "for me", "now", "robot");

    private static final Map<Enum<?>, List<String>> ADJECTIVES = Map.of(
            Size.SMALL, List.of("small", "little", "tiny", "narrow"),
            Size.BIG, List.of("big", "large", "wide", "huge"),
            Tempo.SLOW, List.of("slow", "gentle", "calm", "unhurried"),
            Tempo.FAST, List.of("fast", "quick", "rapid", "brisk"));
    private static final Map<Enum<?>, List<String>> ADVERBIALS = Map.ofEntries(
            Map.entry(Size.SMALL, List.of("small", "a little", "with small movements", "in a small way", "narrowly")),
            Map.entry(Size.BIG, List.of("big", "widely", "with big movements", "in a big way", "with a wide swing")),
            Map.entry(Tempo.SLOW, List.of("slowly", "gently", "calmly", "at a slow pace", "without hurry")),
            Map.entry(Tempo.FAST, List.of("quickly", "fast", "rapidly", "at a fast pace", "briskly")),
            Map.entry(
                    Side.LEFT,
                    List.of("on the left", "at the left side", "to your left", "on your left side", "to the left")),
            Map.entry(
                    Side.MIDDLE,
                    List.of("in the centre", "in front of you", "in the center", "straight ahead", "in the middle")),
            Map.entry(
                    Side.RIGHT,
                    List.of(
                            "on the right",
                            "at the right side",
                            "to your right",
                            "on your right side",
                            "to the right")),
            Map.entry(Height.LOW, List.of("at the bottom", "down low", "low down", "low", "close to the table")),
            Map.entry(
                    Height.MIDDLE,
                    List.of("at medium height", "at mid height", "halfway up", "at chest height", "at half height")),
            Map.entry(Height.HIGH, List.of("high up", "at the top", "up high", "high", "with your hand raised")));
    private static final Map<Enum<?>, List<String>> CORNER_HEIGHT =
            Map.of(Height.LOW, List.of("bottom", "lower"), Height.HIGH, List.of("top", "upper"));

    private final Random random;

    WavingGrammar(Random random) {
        this.random = random;
    }

    /** For each style every sentence that is true of it, the general ones first. */
    Map<WavingStyle, List<String>> textsByStyle() {
        Map<Set<Enum<?>>, List<String>> sentences = new LinkedHashMap<>();
        Map<WavingStyle, List<String>> texts = new LinkedHashMap<>();
        for (WavingStyle style : WavingStyle.all()) {
            List<String> own = new ArrayList<>();
            for (int named = 0; named <= 4; named++) {
                for (Set<Enum<?>> attributes : subsets(style, named)) {
                    own.addAll(sentences.computeIfAbsent(attributes, this::sentences));
                }
            }
            texts.put(style, own);
        }
        return texts;
    }

    private static List<Set<Enum<?>>> subsets(WavingStyle style, int count) {
        List<Enum<?>> all = List.of(style.size(), style.side(), style.height(), style.tempo());
        List<Set<Enum<?>>> subsets = new ArrayList<>();
        for (int mask = 0; mask < 1 << all.size(); mask++) {
            if (Integer.bitCount(mask) == count) {
                Set<Enum<?>> subset = new LinkedHashSet<>();
                for (int i = 0; i < all.size(); i++) {
                    if ((mask & 1 << i) != 0) {
                        subset.add(all.get(i));
                    }
                }
                subsets.add(subset);
            }
        }
        return subsets;
    }

    private List<String> sentences(Set<Enum<?>> attributes) {
        Set<String> distinct = new LinkedHashSet<>();
        if (attributes.isEmpty()) {
            distinct.add(CORE_TEXT);
        }
        distinct.addAll(plain(attributes));
        while (distinct.size() < SENTENCES[attributes.size()]) {
            distinct.add(punctuate(random.nextInt(3) == 0 ? withNoun(attributes) : withVerb(attributes)));
        }
        return List.copyOf(distinct);
    }

    /** What people type first: the shortest sentences; with one attribute every way to say it. */
    private List<String> plain(Set<Enum<?>> attributes) {
        List<String> sentences = new ArrayList<>();
        if (attributes.size() == 1) {
            Enum<?> value = attributes.iterator().next();
            ADVERBIALS.get(value).forEach(phrase -> sentences.add(punctuate("wave " + phrase)));
            ADJECTIVES.getOrDefault(value, List.of()).forEach(word -> sentences.add(punctuate(word + " wave")));
        } else if (attributes.size() > 1) {
            StringBuilder verb = new StringBuilder("wave");
            StringBuilder noun = new StringBuilder("wave");
            for (Enum<?> value : attributes) {
                verb.append(' ').append(ADVERBIALS.get(value).get(0));
                List<String> adjectives = ADJECTIVES.get(value);
                if (adjectives == null) {
                    noun.append(' ').append(ADVERBIALS.get(value).get(0));
                } else {
                    noun.insert(0, adjectives.get(0) + " ");
                }
            }
            sentences.add(punctuate(verb.toString()));
            sentences.add(punctuate(noun.toString()));
        }
        return sentences;
    }

    /** Such as "please wave slowly on the left, high up". */
    private String withVerb(Set<Enum<?>> attributes) {
        List<String> parts = new ArrayList<>();
        List<Enum<?>> rest = new ArrayList<>(attributes);
        Collections.shuffle(rest, random);
        takeCorner(rest, parts);
        rest.forEach(value -> parts.add(pick(ADVERBIALS.get(value))));
        Collections.shuffle(parts, random);
        return polite(
                attributes.isEmpty() ? pick(VERBS) : pick(VERBS.subList(0, 2 + random.nextInt(VERBS.size() - 1))),
                parts);
    }

    /** Such as "give me a big slow wave on the left". */
    private String withNoun(Set<Enum<?>> attributes) {
        List<String> parts = new ArrayList<>();
        List<Enum<?>> rest = new ArrayList<>(attributes);
        Collections.shuffle(rest, random);
        takeCorner(rest, parts);
        StringBuilder noun = new StringBuilder();
        for (Enum<?> value : rest) {
            if (ADJECTIVES.containsKey(value)) {
                noun.append(pick(ADJECTIVES.get(value))).append(' ');
            } else {
                parts.add(pick(ADVERBIALS.get(value)));
            }
        }
        Collections.shuffle(parts, random);
        String phrase = noun + "wave";
        boolean bare = random.nextInt(3) == 0 && !noun.isEmpty();
        String article = "aeiou".indexOf(phrase.charAt(0)) < 0 ? "a " : "an ";
        return bare ? join(phrase, parts) : polite(pick(GIVERS) + " " + article + phrase, parts);
    }

    /** Side and height said as one, such as "at the bottom right", half of the times when both are named. */
    private void takeCorner(List<Enum<?>> rest, List<String> parts) {
        for (Enum<?> height : List.of(Height.LOW, Height.HIGH)) {
            for (Enum<?> side : List.of(Side.LEFT, Side.RIGHT)) {
                if (rest.contains(height) && rest.contains(side) && random.nextBoolean()) {
                    rest.remove(height);
                    rest.remove(side);
                    String corner = pick(CORNER_HEIGHT.get(height)) + " " + WavingStyle.key(side);
                    parts.add(pick(List.of("at the ", "in the ", "on the ")) + corner);
                }
            }
        }
    }

    private String polite(String core, List<String> parts) {
        String sentence = join(core, parts);
        return switch (random.nextInt(6)) {
            case 0 -> core.startsWith("I ") ? sentence + " please" : pick(PREFIXES) + " " + sentence;
            case 1 -> sentence + (random.nextBoolean() ? ", " : " ") + pick(SUFFIXES);
            default -> sentence;
        };
    }

    private String join(String core, List<String> parts) {
        StringBuilder sentence = new StringBuilder(core);
        for (int i = 0; i < parts.size(); i++) {
            String separator = random.nextInt(4) > 0 ? " " : i > 0 && random.nextBoolean() ? " and " : ", ";
            sentence.append(separator).append(parts.get(i));
        }
        return sentence.toString();
    }

    private String punctuate(String sentence) {
        String capital = Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
        if (sentence.startsWith("can ") || sentence.startsWith("could ")) {
            return capital + "?";
        }
        return capital + (random.nextInt(5) == 0 ? "!" : ".");
    }

    private String pick(List<String> phrases) {
        return phrases.get(random.nextInt(phrases.size()));
    }
}
