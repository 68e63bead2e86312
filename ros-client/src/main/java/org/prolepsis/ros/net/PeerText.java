package org.prolepsis.ros.net;

/** What a peer has said, fit for a log: in one line and not endless. */
public final class PeerText {
    private static final int MAX_CHARS = 300;

    private PeerText() {}

    /** The text with its control characters replaced, cut off after 300 characters. */
    public static String of(Object said) {
        String text = String.valueOf(said);
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_CHARS));
        for (int i = 0; i < text.length() && i < MAX_CHARS; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return text.length() <= MAX_CHARS ? line.toString() : line.append('…').toString();
    }
}
