package org.prolepsis.flow.model;

/**
 * A command made ready for sampling: its text and the few numbers that the velocity net sees of it. Made by
 * {@link MotionModel#condition}; good for that model only. Immutable and thread-safe.
 */
public final class TextCondition {
    private final String text;
    private final float[] embedding;

    TextCondition(String text, float[] embedding) {
        this.text = text;
        this.embedding = embedding;
    }

    /**
     * The command.
     *
     * @return as given
     */
    public String text() {
        return text;
    }

    float[] embedding() {
        return embedding;
    }
}
