package org.prolepsis.flow.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.metrics.SampleSource;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.flow.text.SentenceEncoder;

/** A trained text-conditioned motion model. Immutable and thread-safe. SKELETON. */
@SuppressWarnings("DoNotCallSuggester")
public final class MotionModel {
    /** Loads a bundle with the offline MiniLM encoder. */
    public static MotionModel load(Path directory) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Loads a bundle with a given encoder; its id must be the manifest's. */
    public static MotionModel load(Path directory, SentenceEncoder encoder) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Saves atomically: to a temporary directory beside it, then moved. An existing bundle is replaced. */
    public void save(Path directory) throws IOException {
        throw new UnsupportedOperationException();
    }

    public MotionSpace space() {
        throw new UnsupportedOperationException();
    }

    /** Joint names in column order; empty for SE(3). */
    public List<String> jointNames() {
        throw new UnsupportedOperationException();
    }

    /** The moving frame; empty for joints. */
    public String frame() {
        throw new UnsupportedOperationException();
    }

    public int width() {
        throw new UnsupportedOperationException();
    }

    /** The distinct training sentences, the core text first. */
    public List<String> texts() {
        throw new UnsupportedOperationException();
    }

    /** Whether a command is close enough to the training sentences. */
    public Grounding ground(String text) {
        throw new UnsupportedOperationException();
    }

    /** Encodes a command (milliseconds; not for a control thread). */
    public TextCondition condition(String text) {
        throw new UnsupportedOperationException();
    }

    /** A sampler for one thread. */
    public MotionSampler sampler() {
        throw new UnsupportedOperationException();
    }

    /** Encodes a demonstration to its latent and decodes it again. */
    public MotionCurve reconstruct(Demonstration demonstration) {
        throw new UnsupportedOperationException();
    }

    /** Trained parameters needed to sample. */
    public long parameterCount() {
        throw new UnsupportedOperationException();
    }

    /** What the evaluation needs. */
    public SampleSource sampleSource() {
        throw new UnsupportedOperationException();
    }
}
