package org.prolepsis.flow.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
        try (InputStream stream = UnrelatedSentences.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing beside " + UnrelatedSentences.class.getName());
            }
            List<String> all = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            List<String> half = new ArrayList<>();
            for (int i = parity; i < all.size(); i += 2) {
                half.add(all.get(i));
            }
            return half;
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
