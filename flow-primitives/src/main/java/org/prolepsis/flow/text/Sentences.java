package org.prolepsis.flow.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** How sentences are made alike before they are compared. Stateless; any thread may call it. */
public final class Sentences {
    private static final Pattern APOSTROPHES = Pattern.compile("[\u2018\u2019\u02bc`\u00b4]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}']+");
    private static final Pattern LOOSE_APOSTROPHES = Pattern.compile("(?<![\\p{L}\\p{N}])'+|'+(?![\\p{L}\\p{N}])");

    private Sentences() {}

    /**
     * Lower case, without accents and punctuation, single spaces: {@code " Wave,  to the LEFT! "} gives {@code "wave to
     * the left"}. Apostrophes inside a word stay ({@code don't}); digits stay; full-width and other compatibility forms
     * become plain ones.
     *
     * @param sentence anything
     * @return the words, empty if there are none
     */
    public static String normalise(String sentence) {
        String text = Normalizer.normalize(sentence, Normalizer.Form.NFKD);
        text = APOSTROPHES.matcher(text).replaceAll("'");
        text = MARKS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
        text = SEPARATORS.matcher(text).replaceAll(" ");
        return LOOSE_APOSTROPHES
                .matcher(text)
                .replaceAll(" ")
                .replaceAll(" +", " ")
                .strip();
    }
}
