package org.prolepsis.flow.train;

import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.text.SentenceEncoder;

/** Trains a model on a dataset. SKELETON. */
@SuppressWarnings("DoNotCallSuggester")
public final class Trainer {
    private final SentenceEncoder encoder;

    public Trainer(SentenceEncoder encoder) {
        this.encoder = encoder;
    }

    /** Trains; the thread that calls does the work. */
    public TrainingResult train(Dataset dataset, TrainingSettings settings, TrainingListener listener) {
        throw new UnsupportedOperationException(encoder.id());
    }
}
