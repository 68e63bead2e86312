package org.prolepsis.flow.text;

import java.util.BitSet;
import java.util.List;

/**
 * What a command says, word by word, in terms of a dataset's demonstrations.
 *
 * @param demonstrations which of them the command is true of; all when it names nothing that tells them apart
 * @param named the concepts it names that tell demonstrations apart
 * @param unknown words that neither the lexicon nor the training sentences hold
 * @param other deeds and things that the training sentences do not speak of
 * @param subjects how many of the dataset's own words it holds, beyond general English
 * @param conflict two phrases that cannot both be done, as {@code "left" and "right"}, or empty
 * @param excluded what it says not to do without saying what to do instead, or empty
 */
public record Reading(
        BitSet demonstrations,
        List<String> named,
        List<String> unknown,
        List<String> other,
        int subjects,
        String conflict,
        String excluded) {
    /** Copies what could change. */
    public Reading {
        demonstrations = (BitSet) demonstrations.clone();
        named = List.copyOf(named);
        unknown = List.copyOf(unknown);
        other = List.copyOf(other);
    }

    @Override
    public BitSet demonstrations() {
        return (BitSet) demonstrations.clone();
    }

    /**
     * Whether the command is of one piece.
     *
     * @return true if nothing contradicts and nothing is only excluded
     */
    public boolean isSound() {
        return conflict.isEmpty() && excluded.isEmpty();
    }
}
