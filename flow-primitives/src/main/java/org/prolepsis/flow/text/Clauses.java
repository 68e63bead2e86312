package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Cuts a command into tokens: phrases of the lexicon, with degrees joined to what they grade. Immutable. */
final class Clauses {
    /** Between clauses; a negation does not reach past it. */
    static final Token END = new Token(Lexicon.END, ",", true);

    private static final int FAR = 4;
    // what may stand between "a little" and the side it softens, so that "a little on the left" stays a size
    private static final Set<String> TOWARDS = Set.of("to", "the", "from", "towards", "toward", "over", "my", "your");
    // intensifiers alone: "wave left, pretty please" does not mean very left
    private static final Set<String> BACKWARD =
            Set.of("completely", "entirely", "fully", "extremely", "totally", "extreme");
    private static final Set<String> AFTER_RIGHT =
            Set.of("in", "at", "up", "down", "above", "below", "beneath", "by", "near", "next", "beside");
    private static final Set<String> BEFORE_RIGHT = Set.of(
            "the", "to", "your", "my", "our", "upper", "lower", "top", "bottom", "far", "go", "turn", "from", "on");

    private final Lexicon lexicon;

    Clauses(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * Reads the tokens of a command.
     *
     * @param command as said
     * @param contrasted whether the dataset tells a graded concept ("very left") from the plain one
     * @return the tokens, with {@link #END} between clauses
     */
    List<Token> read(String command, Predicate<String> contrasted) {
        List<Token> tokens = new ArrayList<>();
        for (String clause : command.split("[,;:.!?()]+\\s|\\s[-\u2013\u2014]+\\s|[,;:.!?]+$", -1)) {
            String words = Sentences.normalise(clause);
            if (!words.isEmpty()) {
                tokens.addAll(lexicon.tokens(words));
                tokens.add(END);
            }
        }
        dropExclaimedRight(tokens);
        return grade(preferred(tokens), contrasted);
    }

    /** "Right at the top" is no side. */
    private static void dropExclaimedRight(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean bare = tokens.get(i).surface().equals("right");
            String before = i == 0 ? "" : last(tokens.get(i - 1).surface());
            if (bare && AFTER_RIGHT.contains(first(tokens.get(i + 1).surface())) && !BEFORE_RIGHT.contains(before)) {
                tokens.set(i, tokens.get(i).as(Lexicon.NOTHING));
            }
        }
    }

    private static String first(String phrase) {
        return phrase.split(" ", -1)[0];
    }

    private static String last(String phrase) {
        return phrase.substring(phrase.lastIndexOf(' ') + 1);
    }

    /** "Prefer this over that" and "rather this than that" turn that away. */
    private static List<Token> preferred(List<Token> tokens) {
        boolean choosing = false;
        List<Token> result = new ArrayList<>();
        for (Token token : tokens) {
            choosing |= token.surface().startsWith("prefer") || token.surface().equals("rather");
            boolean turning = choosing && Set.of("over", "than", "to").contains(token.surface());
            boolean chosen = turning
                    && result.stream()
                            .anyMatch(t -> t.isContent() && !t.surface().startsWith("prefer"));
            result.add(chosen ? token.as(Lexicon.NOT) : token);
        }
        return result;
    }

    private List<Token> grade(List<Token> tokens, Predicate<String> contrasted) {
        List<Token> result = new ArrayList<>(tokens);
        for (int i = 0; i < result.size(); i++) {
            Token degree = result.get(i);
            boolean slight = degree.is(Lexicon.SLIGHT);
            if (!slight && !degree.is(Lexicon.VERY)) {
                continue;
            }
            int graded = graded(result, i, 1, slight);
            if (graded < 0 && !slight && (degree.surface().contains(" ") || BACKWARD.contains(degree.surface()))) {
                graded = graded(result, i, -1, false);
            }
            if (graded < 0) {
                continue;
            }
            String joined =
                    (slight ? "slightly " : "very ") + result.get(graded).concept();
            if (contrasted.test(joined)) {
                result.set(graded, result.get(graded).joined(joined, degree));
                result.set(i, degree.as(Lexicon.NOTHING));
            }
        }
        return result;
    }

    /** The place of what a degree grades, or -1. */
    private int graded(List<Token> tokens, int degree, int step, boolean towards) {
        for (int i = degree + step; i >= 0 && i < tokens.size() && Math.abs(i - degree) <= FAR; i += step) {
            Token token = tokens.get(i);
            if (lexicon.isGraded(token.concept())) {
                return i;
            }
            boolean between = token.is(Lexicon.NOTHING) || token.is(Lexicon.VERY);
            if (!between || (towards && !TOWARDS.contains(token.surface()))) {
                return -1;
            }
        }
        return -1;
    }
}
