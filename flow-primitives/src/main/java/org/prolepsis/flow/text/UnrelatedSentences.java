package org.prolepsis.flow.text;

import java.util.ArrayList;
import java.util.List;

/** The project's own general list of commands and chit-chat that no dataset demonstrates. */
final class UnrelatedSentences {
    private static final String RESOURCE = "unrelated.txt";

    private UnrelatedSentences() {}

    /** Every second sentence: what calibration may see. */
    static List<String> forCalibration() {
        return half(0);
    }

    /** The other half, which nothing but a test may see. */
    static List<String> keptBack() {
        return half(1);
    }

    private static List<String> half(int parity) {
        List<String> all = WordList.lines(RESOURCE);
        List<String> half = new ArrayList<>();
        for (int i = parity; i < all.size(); i += 2) {
            half.add(all.get(i));
        }
        return half;
    }
}
