package org.prolepsis.nodes.flow;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.text.Grounding;

/** Where motions come from: a model, or a stand-in for it in tests. Used by one thread at a time. */
public interface MotionSource {
    /** The joints of the motions, in order. */
    List<String> jointNames();

    /** Whether a sentence can be carried out, and why not. */
    Grounding ground(String text);

    /**
     * A motion for a grounded sentence; the same seed gives the same motion.
     *
     * @param seed of the draw
     */
    Draw draw(String text, long seed);

    /**
     * A motion for a grounded sentence that goes on from what the arm has been doing: of several draws the one that joins
     * best. A source that cannot choose draws one.
     *
     * @param seed of the draw
     * @param badness what to make least, of a motion
     * @param candidates how many to choose from, at least 1
     */
    default Draw draw(String text, long seed, ToDoubleFunction<MotionCurve> badness, int candidates) {
        return draw(text, seed);
    }

    /**
     * A motion and what it cost.
     *
     * @param curve in joint space
     * @param understood the training sentence that the sentence was taken for
     * @param encodeNanos time to encode the sentence, ns
     * @param sampleNanos time to sample the motion, ns
     */
    record Draw(MotionCurve curve, String understood, long encodeNanos, long sampleNanos) {}
}
