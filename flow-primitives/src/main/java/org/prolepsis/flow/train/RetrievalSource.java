package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.manifold.FittedDemonstrations;
import org.prolepsis.flow.metrics.Motion;
import org.prolepsis.flow.metrics.SampleSource;
import org.prolepsis.flow.text.TextFeatures;

/** Returns a demonstration, evenly drawn, of the training sentence whose features are nearest. */
final class RetrievalSource implements SampleSource {
    private final TextFeatures features;
    private final TextIndex index;
    private final int compared;
    private final FittedDemonstrations fitted;
    private final List<float[]> known = new ArrayList<>();
    private final List<Integer> sentences = new ArrayList<>();

    /**
     * @param compared how many of the leading features are compared, by their inner product
     * @param ways how many wordings of a sentence are known, the sentence itself first
     */
    RetrievalSource(
            TextFeatures features,
            TextIndex index,
            float[][][] wordings,
            int compared,
            int ways,
            FittedDemonstrations fitted) {
        this.features = features;
        this.index = index;
        this.compared = compared;
        this.fitted = fitted;
        for (int text = 0; text < wordings.length; text++) {
            for (int way = 0; way < Math.min(ways, wordings[text].length); way++) {
                known.add(wordings[text][way]);
                sentences.add(text);
            }
        }
    }

    @Override
    public TextSampler forText(String text) {
        float[] asked = features.encode(text);
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < known.size(); i++) {
            double product = product(asked, known.get(i));
            if (product > most) {
                most = product;
                best = i;
            }
        }
        int[] demonstrations = index.demonstrations(sentences.get(best));
        return seed -> fitted.curves().get(demonstrations[new SplittableRandom(seed).nextInt(demonstrations.length)]);
    }

    private double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < compared; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public Motion reconstruct(Demonstration demonstration) {
        return BaselineTrainer.fitOf(fitted, demonstration);
    }

    /** Every number that is kept: features and control points. */
    @Override
    public long parameterCount() {
        MotionCurve one = fitted.curves().get(0);
        return (long) known.size() * compared + (long) fitted.curves().size() * (one.coefficients().length + 1);
    }
}
