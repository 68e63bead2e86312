package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads commands word by word: which of a dataset's demonstrations they are true of. The lexicon says what general
 * words mean, the training sentences which of that tells demonstrations apart; nothing is known of labels. Immutable
 * and thread-safe; a reading takes microseconds.
 */
public final class CommandReader {
    /** Below this share of explained training sentences a dataset is not read word by word. */
    private static final double LEAST_EXPLAINED = 0.9;

    private static final int REACH = 6;

    private final Lexicon lexicon;
    private final Clauses clauses;
    private final Vocabulary vocabulary;

    /**
     * Learns a dataset's vocabulary.
     *
     * @param texts the distinct training sentences
     * @param truth for each the demonstrations it is true of
     * @param synonyms the dataset's own: phrase to the phrases that mean the same
     */
    public CommandReader(List<String> texts, List<BitSet> truth, Map<String, List<String>> synonyms) {
        lexicon = new Lexicon(synonyms);
        clauses = new Clauses(lexicon);
        vocabulary = new Vocabulary(clauses, texts, truth);
    }

    /**
     * The share of training sentences whose demonstrations follow from their words.
     *
     * @return in [0, 1]
     */
    public double explained() {
        return vocabulary.explained();
    }

    /**
     * Whether the training sentences can be read word by word at all.
     *
     * @return true if nine in ten are explained by their words
     */
    public boolean isReliable() {
        return vocabulary.explained() >= LEAST_EXPLAINED;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    Lexicon lexicon() {
        return lexicon;
    }

    /**
     * Reads a command.
     *
     * @param command as typed or spoken
     * @return what it says
     */
    public Reading read(String command) {
        List<Token> tokens = new ArrayList<>(clauses.read(command, vocabulary::isContrasted));
        tokens.replaceAll(this::understood);
        Negations negations = negations(tokens);
        Map<String, String> named = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> other = new LinkedHashSet<>();
        int subjects = 0;
        int correction = lastCorrection(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            subjects += isSubject(token) ? 1 : 0;
            if (negations.turned().contains(i)) {
                continue;
            }
            if (vocabulary.told(token.concept()) != null) {
                if (correction >= 0 && i > correction) {
                    named.keySet().removeIf(earlier -> excludes(earlier, token.concept()));
                }
                named.putIfAbsent(token.concept(), token.surface());
            } else if (token.is(Lexicon.OTHER) || isStrange(token)) {
                boolean elsewhere = token.is(Lexicon.OTHER) || lexicon.isOther(token.surface());
                (elsewhere ? other : unknown).add(token.surface());
            }
        }
        String excluded = turnAround(tokens, negations, named);
        dropPlain(named.keySet());
        return new Reading(
                vocabulary.meaning(named.keySet()),
                List.copyOf(named.keySet()),
                List.copyOf(unknown),
                List.copyOf(other),
                subjects,
                conflict(named),
                excluded);
    }

    /** The concept itself, what it resembles by sound or slip, or what stands in for it. */
    private Token understood(Token token) {
        if (isStrange(token)) {
            return resembling(token);
        }
        String concept = token.concept();
        while (concept != null && vocabulary.told(concept) == null) {
            String plain = Vocabulary.plain(concept);
            concept = plain.equals(concept) ? lexicon.standIn(concept) : plain;
        }
        return concept == null || concept.equals(token.concept()) ? token : token.as(concept);
    }

    private boolean isStrange(Token token) {
        return !token.known() && !vocabulary.isFamiliar(token.concept());
    }

    /** Whether it is a word of the dataset itself. */
    private boolean isSubject(Token token) {
        return vocabulary.isFamiliar(token.concept()) && !lexicon.isGeneral(token.concept());
    }

    private Token resembling(Token token) {
        String form = vocabulary.familiarForm(token.concept());
        return form != null || lexicon.isOther(token.surface())
                ? token.as(form == null ? token.concept() : form, form != null)
                : vocabulary.familiar().stream()
                        .filter(candidate -> Words.mayBeTheSame(token.concept(), candidate))
                        .sorted()
                        .findFirst()
                        .map(token::as)
                        .orElse(token);
    }

    private boolean excludes(String one, String other) {
        return !one.equals(other) && !vocabulary.told(one).intersects(vocabulary.told(other));
    }

    private static int lastCorrection(List<Token> tokens) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).is(Lexicon.CORRECTION)) {
                return i;
            }
        }
        return -1;
    }

    /** "Very left" says more than "left" in the same breath. */
    private static void dropPlain(Set<String> named) {
        Set<String> plain = new LinkedHashSet<>();
        for (String concept : named) {
            if (!Vocabulary.plain(concept).equals(concept)) {
                plain.add(Vocabulary.plain(concept));
            }
        }
        named.removeAll(plain);
    }

    private String conflict(Map<String, String> named) {
        List<String> concepts = List.copyOf(named.keySet());
        for (int i = 0; i < concepts.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (excludes(concepts.get(j), concepts.get(i))) {
                    return '"' + named.get(concepts.get(j)) + "\" and \"" + named.get(concepts.get(i)) + '"';
                }
            }
        }
        return "";
    }

    /** Which tokens are turned away, and what is turned away that has no meaning of its own. */
    private record Negations(Set<Integer> turned, Set<Integer> across, String stray) {}

    private Negations negations(List<Token> tokens) {
        Set<Integer> turned = new LinkedHashSet<>();
        Set<Integer> across = new LinkedHashSet<>();
        String stray = "";
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).is(Lexicon.NOT)) {
                continue;
            }
            int target = target(tokens, i);
            if (target < 0) {
                stray = tokens.get(i).surface();
                continue;
            }
            turned.add(target);
            if (crossesContent(tokens, i, target)) {
                across.add(target);
            }
            extendOverOr(tokens, target, turned);
        }
        return new Negations(turned, across, stray);
    }

    private int target(List<Token> tokens, int negation) {
        for (int i = negation + 1; i < tokens.size() && i <= negation + REACH; i++) {
            Token token = tokens.get(i);
            if (token.is(Lexicon.END) || token.is(Lexicon.BUT) || token.is(Lexicon.NOT)) {
                return -1;
            }
            if (vocabulary.told(token.concept()) != null) {
                return i;
            }
        }
        return -1;
    }

    private static boolean crossesContent(List<Token> tokens, int from, int to) {
        return tokens.subList(from + 1, to).stream().anyMatch(Token::isContent);
    }

    private void extendOverOr(List<Token> tokens, int target, Set<Integer> turned) {
        boolean or = false;
        for (int i = target + 1;
                i < tokens.size() && i <= target + REACH && !tokens.get(i).is(Lexicon.END);
                i++) {
            or |= tokens.get(i).surface().equals("or");
            boolean tells = vocabulary.told(tokens.get(i).concept()) != null;
            if (tells
                    && or
                    && excludes(tokens.get(target).concept(), tokens.get(i).concept())) {
                turned.add(i);
            }
            if (tells || tokens.get(i).is(Lexicon.BUT)) {
                return;
            }
        }
    }

    /** Names what is left when the rest is turned away; returns what is turned away with nothing left to do instead. */
    private String turnAround(List<Token> tokens, Negations negations, Map<String, String> named) {
        Set<String> turned = new LinkedHashSet<>();
        negations.turned().forEach(i -> turned.add(tokens.get(i).concept()));
        for (int i : negations.turned()) {
            Token token = tokens.get(i);
            if (named.keySet().stream().anyMatch(concept -> excludes(concept, token.concept()))) {
                continue;
            }
            List<String> left = alternatives(token.concept(), turned);
            if (left.isEmpty() || negations.across().contains(i)) {
                return token.surface();
            }
            named.putIfAbsent(left.get(0), "not " + token.surface());
        }
        return negations.stray();
    }

    /** The one meaning that excludes what is turned away, under all its names; none if there are several. */
    private List<String> alternatives(String concept, Set<String> turned) {
        BitSet gone = new BitSet();
        vocabulary.told().forEach((other, meaning) -> {
            if (turned.contains(other) || turned.contains(Vocabulary.plain(other))) {
                gone.or(meaning);
            }
        });
        List<String> left = new ArrayList<>();
        BitSet meaning = null;
        for (Map.Entry<String, BitSet> other : vocabulary.told().entrySet()) {
            if (!excludes(other.getKey(), concept) || gone.intersects(other.getValue())) {
                continue;
            }
            if (meaning != null && !meaning.equals(other.getValue())) {
                return List.of();
            }
            meaning = other.getValue();
            left.add(other.getKey());
        }
        return left;
    }
}
