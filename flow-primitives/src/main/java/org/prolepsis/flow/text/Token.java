package org.prolepsis.flow.text;

/**
 * A phrase of a command.
 *
 * @param concept what it means; a word in no phrase of the lexicon means itself
 * @param surface as said
 * @param known whether the lexicon holds it
 */
record Token(String concept, String surface, boolean known) {
    static Token unknown(String word) {
        return new Token(word, word, false);
    }

    Token as(String other) {
        return new Token(other, surface, true);
    }

    Token as(String other, boolean familiar) {
        return new Token(other, surface, familiar);
    }

    Token joined(String other, Token neighbour) {
        return new Token(other, neighbour.surface + " … " + surface, true);
    }

    boolean is(String other) {
        return concept.equals(other);
    }

    /** Whether it says something about a motion, as far as words tell. */
    boolean isContent() {
        return !concept.startsWith(Lexicon.NOTHING);
    }
}
