package org.prolepsis.sim.policy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.prolepsis.flow.net.DenseNet;

/**
 * Inference of a {@link TransformerShape} on plain arrays, the latent at 0. The first decoder layer's attention among the
 * queries does not depend on the observation, so it is done once, at construction.
 */
final class TransformerNet implements ChunkNet {
    private final TransformerShape shape;
    private final List<float[]> parameters;
    private final float[] latentToken;
    private final DenseNet arm;
    private final DenseNet block;
    private final float[] colors;
    private final List<AttentionBlock> encoderAttention = new ArrayList<>();
    private final List<ForwardBlock> encoderForward = new ArrayList<>();
    private final NormBlock memoryNorm;
    private final List<AttentionBlock> decoderSelf = new ArrayList<>();
    private final List<AttentionBlock> decoderCross = new ArrayList<>();
    private final List<ForwardBlock> decoderForward = new ArrayList<>();
    private final NormBlock lastNorm;
    private final DenseNet head;
    private final DenseNet.Workspace any;

    private final float[] tokenInput = new float[Math.max(ObservationFeatures.ARM, ObservationFeatures.BLOCK)];
    private final float[][] tokens;
    private final float[][] attended;
    private final float[][] queries;
    private final float[] normed;
    private final float[] step = new float[CHANNELS];
    private static final int CHANNELS = NetShape.CHANNELS;

    TransformerNet(TransformerShape shape, List<float[]> parameters) {
        this.shape = shape;
        this.parameters = List.copyOf(parameters);
        int width = shape.width();
        Iterator<float[]> next = parameters.iterator();
        next.next(); // the latent is 0: only its bias counts
        latentToken = next.next();
        arm = dense(next, ObservationFeatures.ARM, width);
        block = dense(next, ObservationFeatures.BLOCK, width);
        colors = next.next();
        for (int layer = 0; layer < shape.encoderLayers(); layer++) {
            encoderAttention.add(new AttentionBlock(shape, next, TransformerShape.TOKENS, TransformerShape.TOKENS));
            encoderForward.add(new ForwardBlock(shape, next));
        }
        memoryNorm = new NormBlock(next);
        float[] embedding = next.next();
        for (int layer = 0; layer < shape.decoderLayers(); layer++) {
            decoderSelf.add(new AttentionBlock(shape, next, shape.horizon(), shape.horizon()));
            decoderCross.add(new AttentionBlock(shape, next, shape.horizon(), TransformerShape.TOKENS));
            decoderForward.add(new ForwardBlock(shape, next));
        }
        lastNorm = new NormBlock(next);
        head = dense(next, width, CHANNELS);
        any = head.workspace();
        tokens = new float[TransformerShape.TOKENS][width];
        queries = new float[shape.horizon()][width];
        normed = new float[width];
        attended = attendedQueries(embedding);
    }

    static DenseNet dense(Iterator<float[]> next, int in, int out) {
        return new DenseNet(new int[] {in, out}, new float[][] {next.next()}, new float[][] {next.next()});
    }

    private float[][] attendedQueries(float[] embedding) {
        int width = shape.width();
        float[][] rows = new float[shape.horizon()][width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(embedding, i * width, rows[i], 0, width);
        }
        decoderSelf.get(0).addSelf(rows);
        return rows;
    }

    @Override
    public int inputs() {
        return ObservationFeatures.COUNT;
    }

    @Override
    public int outputs() {
        return shape.horizon() * CHANNELS;
    }

    @Override
    public List<float[]> parameters() {
        return parameters;
    }

    @Override
    public void forward(float[] x, float[] out) {
        encode(x);
        for (int i = 0; i < queries.length; i++) {
            System.arraycopy(attended[i], 0, queries[i], 0, shape.width());
        }
        for (int layer = 0; layer < decoderCross.size(); layer++) {
            if (layer > 0) {
                decoderSelf.get(layer).addSelf(queries);
            }
            decoderCross.get(layer).add(queries, tokens);
            decoderForward.get(layer).add(queries);
        }
        for (int i = 0; i < queries.length; i++) {
            lastNorm.apply(queries[i], normed);
            head.forward(normed, any, step);
            System.arraycopy(step, 0, out, i * CHANNELS, CHANNELS);
        }
    }

    /** The encoder's tokens, normalised, into {@link #tokens}. */
    private void encode(float[] x) {
        int width = shape.width();
        System.arraycopy(latentToken, 0, tokens[0], 0, width);
        System.arraycopy(x, 0, tokenInput, 0, ObservationFeatures.ARM);
        arm.forward(tokenInput, any, tokens[1]);
        for (int color = 0; color < ObservationFeatures.BLOCKS; color++) {
            int from = ObservationFeatures.ARM + color * ObservationFeatures.BLOCK;
            System.arraycopy(x, from, tokenInput, 0, ObservationFeatures.BLOCK);
            float[] token = tokens[2 + color];
            block.forward(tokenInput, any, token);
            for (int i = 0; i < width; i++) {
                token[i] += colors[color * width + i];
            }
        }
        for (int layer = 0; layer < encoderAttention.size(); layer++) {
            encoderAttention.get(layer).addSelf(tokens);
            encoderForward.get(layer).add(tokens);
        }
        for (float[] token : tokens) {
            memoryNorm.apply(token, normed);
            System.arraycopy(normed, 0, token, 0, width);
        }
    }

    /** Normalisation of a token to mean 0 and variance 1, with a gain and a bias. */
    private static final class NormBlock {
        private final float[] gain;
        private final float[] bias;

        NormBlock(Iterator<float[]> next) {
            gain = next.next();
            bias = next.next();
        }

        void apply(float[] x, float[] out) {
            int width = gain.length;
            float mean = 0;
            for (int i = 0; i < width; i++) {
                mean += x[i];
            }
            mean /= width;
            float variance = 0;
            for (int i = 0; i < width; i++) {
                variance += (x[i] - mean) * (x[i] - mean);
            }
            float factor = (float) (1 / Math.sqrt(variance / width + TransformerShape.EPSILON));
            for (int i = 0; i < width; i++) {
                out[i] = (x[i] - mean) * factor * gain[i] + bias[i];
            }
        }
    }

    /** Two dense layers with SiLU between, added to each row. */
    private static final class ForwardBlock {
        private final NormBlock norm;
        private final DenseNet dense;
        private final DenseNet.Workspace workspace;
        private final float[] normed;
        private final float[] result;

        ForwardBlock(TransformerShape shape, Iterator<float[]> next) {
            norm = new NormBlock(next);
            float[] expand = next.next();
            float[] expandBias = next.next();
            float[] contract = next.next();
            float[] contractBias = next.next();
            dense = new DenseNet(
                    new int[] {shape.width(), shape.feedForward(), shape.width()},
                    new float[][] {expand, contract},
                    new float[][] {expandBias, contractBias});
            workspace = dense.workspace();
            normed = new float[shape.width()];
            result = new float[shape.width()];
        }

        void add(float[][] rows) {
            for (float[] row : rows) {
                norm.apply(row, normed);
                dense.forward(normed, workspace, result);
                for (int i = 0; i < result.length; i++) {
                    row[i] += result[i];
                }
            }
        }
    }

    /** Multi-head attention of rows to a memory, added to the rows. */
    private static final class AttentionBlock {
        private final int width;
        private final int head;
        private final NormBlock norm;
        private final DenseNet query;
        private final DenseNet key;
        private final DenseNet value;
        private final DenseNet output;
        private final DenseNet.Workspace any;
        private final float[][] normed;
        private final float[][] keys;
        private final float[][] values;
        private final float[] asked;
        private final float[] mixed;
        private final float[] result;
        private final float[] scores;

        AttentionBlock(TransformerShape shape, Iterator<float[]> next, int rows, int memory) {
            width = shape.width();
            head = width / shape.heads();
            norm = new NormBlock(next);
            query = dense(next, width, width);
            key = dense(next, width, width);
            value = dense(next, width, width);
            output = dense(next, width, width);
            any = query.workspace();
            normed = new float[rows][width];
            keys = new float[memory][width];
            values = new float[memory][width];
            asked = new float[width];
            mixed = new float[width];
            result = new float[width];
            scores = new float[memory];
        }

        void addSelf(float[][] rows) {
            normalise(rows);
            attend(rows, normed);
        }

        void add(float[][] rows, float[][] memory) {
            normalise(rows);
            attend(rows, memory);
        }

        private void normalise(float[][] rows) {
            for (int i = 0; i < rows.length; i++) {
                norm.apply(rows[i], normed[i]);
            }
        }

        private void attend(float[][] rows, float[][] memory) {
            for (int m = 0; m < memory.length; m++) {
                key.forward(memory[m], any, keys[m]);
                value.forward(memory[m], any, values[m]);
            }
            for (int i = 0; i < rows.length; i++) {
                query.forward(normed[i], any, asked);
                for (int from = 0; from < width; from += head) {
                    mix(from);
                }
                output.forward(mixed, any, result);
                float[] row = rows[i];
                for (int j = 0; j < width; j++) {
                    row[j] += result[j];
                }
            }
        }

        /** One head: softmax of the scaled products, and the values mixed by it. */
        private void mix(int from) {
            float scale = (float) (1 / Math.sqrt(head));
            float most = Float.NEGATIVE_INFINITY;
            for (int m = 0; m < scores.length; m++) {
                float product = 0;
                for (int j = from; j < from + head; j++) {
                    product += asked[j] * keys[m][j];
                }
                scores[m] = product * scale;
                most = Math.max(most, scores[m]);
            }
            float sum = 0;
            for (int m = 0; m < scores.length; m++) {
                scores[m] = (float) Math.exp(scores[m] - most);
                sum += scores[m];
            }
            for (int j = from; j < from + head; j++) {
                float value = 0;
                for (int m = 0; m < scores.length; m++) {
                    value += scores[m] * values[m][j];
                }
                mixed[j] = value / sum;
            }
        }
    }
}
