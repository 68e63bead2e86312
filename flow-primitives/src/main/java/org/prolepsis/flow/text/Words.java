package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.List;

/** Forms and sounds of single English words. Stateless; any thread may call it. */
final class Words {
    private static final int SHORTEST_STEM = 3;
    private static final List<String> ENDS = List.of("'s", "s", "es", "ed", "ing");

    private Words() {}

    /** The word and what it may be a form of: waving gives wave, wav and itself. */
    static List<String> bases(String word) {
        List<String> bases = new ArrayList<>(List.of(word));
        for (String end : ENDS) {
            String stem = word.substring(0, Math.max(0, word.length() - end.length()));
            if (word.endsWith(end) && stem.length() >= SHORTEST_STEM && !word.endsWith("ss")) {
                bases.add(stem);
                if (!end.endsWith("s")) {
                    bases.add(stem + "e");
                }
                int last = stem.length() - 1;
                if (stem.charAt(last) == stem.charAt(last - 1)) {
                    bases.add(stem.substring(0, last));
                }
            }
        }
        return bases;
    }

    /** Whether one may be a slip or a mishearing of the other: one letter apart and alike in sound. */
    static boolean mayBeTheSame(String heard, String known) {
        int shorter = Math.min(heard.length(), known.length());
        return shorter >= 4
                && distance(heard, known) <= (shorter >= 7 ? 2 : 1)
                && sound(heard).equals(sound(known));
    }

    /** Consonants as they sound; vowels count at the start alone. */
    static String sound(String word) {
        String plain = word.replaceAll("^wr", "r")
                .replaceAll("^wh", "w")
                .replaceAll("^kn", "n")
                .replaceAll("ph|v", "f")
                .replaceAll("gh", "")
                .replaceAll("ck|c|q", "k")
                .replaceAll("z", "s");
        String head = plain.substring(0, Math.min(1, plain.length())).replaceAll("[aeiouy]", "a");
        return (head + plain.substring(head.length()).replaceAll("[aeiouyh]", "")).replaceAll("(.)\\1+", "$1");
    }

    /** Optimal string alignment distance: letters lost, added, changed, or swapped with the next. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
