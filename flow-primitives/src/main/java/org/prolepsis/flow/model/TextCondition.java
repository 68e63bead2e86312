package org.prolepsis.flow.model;

import org.prolepsis.flow.latent.LatentFlow;

/**
 * A command made ready for sampling: its text and the few numbers that the velocity net sees of it. Made by
 * {@link MotionModel#condition}; good for that model only. Immutable and thread-safe.
 */
public final class TextCondition {
    private final LatentFlow flow;
    private final String text;
    private final float[] embedding;

    TextCondition(LatentFlow flow, String text, float[] embedding) {
        this.flow = flow;
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

    /** The embedding, for the flow that made it and no other: the numbers mean nothing to another. */
    float[] embeddingFor(LatentFlow user) {
        if (user != flow) {
            throw new IllegalArgumentException(
                    "the condition \"" + text + "\" was made by another model; make it with this one");
        }
        return embedding;
    }
}
