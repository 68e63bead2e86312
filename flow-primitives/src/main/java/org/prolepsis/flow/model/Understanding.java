package org.prolepsis.flow.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prolepsis.flow.latent.LatentFlow;
import org.prolepsis.flow.text.CommandReader;
import org.prolepsis.flow.text.Reading;
import org.prolepsis.flow.text.Sentences;
import org.prolepsis.flow.text.TextFeatures;

/**
 * What the velocity net is told of a command. A command read word by word gets the mean embedding of the training
 * sentences that are true of the very same demonstrations, or what two such means add up to; what cannot be read so, the embedding of its own features.
 * Immutable and thread-safe.
 */
final class Understanding {
    private final LatentFlow flow;
    private final TextFeatures features;
    private final CommandReader reader;
    private final Map<String, float[]> byText = new HashMap<>();
    private final Map<BitSet, float[]> byMeaning = new LinkedHashMap<>();

    /**
     * Gathers the training sentences by meaning.
     *
     * @param manifest with the sentences and what they mean
     * @param flow whose embeddings these are
     * @param known the embedding of each sentence
     * @param features for what cannot be read
     */
    Understanding(Manifest manifest, LatentFlow flow, float[][] known, TextFeatures features) {
        this.flow = flow;
        this.features = features;
        List<BitSet> truth = manifest.language().sets();
        this.reader =
                new CommandReader(manifest.texts(), truth, manifest.language().synonyms());
        Map<BitSet, List<float[]>> groups = new LinkedHashMap<>();
        for (int i = 0; i < known.length; i++) {
            byText.put(Sentences.normalise(manifest.texts().get(i)), known[i]);
            groups.computeIfAbsent(truth.get(i), key -> new ArrayList<>()).add(known[i]);
        }
        groups.forEach((meaning, embeddings) -> byMeaning.put(meaning, mean(embeddings)));
    }

    private static float[] mean(List<float[]> embeddings) {
        float[] mean = new float[embeddings.get(0).length];
        for (float[] embedding : embeddings) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += embedding[k] / embeddings.size();
            }
        }
        return mean;
    }

    CommandReader reader() {
        return reader;
    }

    /**
     * A meaning that no training sentence has: any two meanings that have it in common, added, less what they share;
     * the mean over all such pairs. The demonstrations' logarithms are linear in the embedding (that is what the
     * membership loss asks for), so what a sentence names adds up.
     */
    private float[] combined(BitSet meaning, String command) {
        List<BitSet> wider = byMeaning.keySet().stream()
                .filter(known -> isWithin(meaning, known))
                .toList();
        List<float[]> sums = new ArrayList<>();
        for (int i = 0; i < wider.size(); i++) {
            for (int j = 0; j < i; j++) {
                BitSet common = (BitSet) wider.get(i).clone();
                common.and(wider.get(j));
                if (common.equals(meaning)) {
                    BitSet shared = shared(wider.get(i), wider.get(j));
                    sums.add(sum(byMeaning.get(wider.get(i)), byMeaning.get(wider.get(j)), byMeaning.get(shared)));
                }
            }
        }
        return sums.isEmpty() ? flow.embed(features.encode(command)) : mean(sums);
    }

    /** The narrowest known meaning that holds both; the core text's at the widest. */
    private BitSet shared(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.or(other);
        return byMeaning.keySet().stream()
                .filter(known -> isWithin(both, known))
                .min(Comparator.comparingInt(BitSet::cardinality))
                .orElseThrow();
    }

    private static boolean isWithin(BitSet part, BitSet whole) {
        BitSet beyond = (BitSet) part.clone();
        beyond.andNot(whole);
        return beyond.isEmpty();
    }

    private static float[] sum(float[] one, float[] other, float[] shared) {
        float[] sum = new float[one.length];
        for (int k = 0; k < sum.length; k++) {
            sum[k] = Math.max(-1, Math.min(1, one[k] + other[k] - shared[k]));
        }
        return sum;
    }

    /** The condition of a command, a fresh array. */
    float[] embed(String command) {
        float[] exact = byText.get(Sentences.normalise(command));
        if (exact != null) {
            return exact.clone();
        }
        if (reader.isReliable()) {
            Reading reading = reader.read(command);
            if (reading.isSound() && !reading.demonstrations().isEmpty()) {
                float[] known = byMeaning.get(reading.demonstrations());
                return known == null ? combined(reading.demonstrations(), command) : known.clone();
            }
        }
        return flow.embed(features.encode(command));
    }
}
