package org.prolepsis.flow.train;

import org.prolepsis.flow.net.DenseNet;

/** Text features to the few numbers that a net is conditioned on. */
final class Embedding {
    private Embedding() {}

    static float[] of(DenseNet embedder, float[] features) {
        float[] h = new float[embedder.outputs()];
        embedder.forward(features, embedder.workspace(), h);
        for (int i = 0; i < h.length; i++) {
            h[i] = (float) Math.tanh(h[i]);
        }
        return h;
    }
}
