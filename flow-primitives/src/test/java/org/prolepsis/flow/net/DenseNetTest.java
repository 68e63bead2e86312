package org.prolepsis.flow.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DenseNetTest {
    @Test
    void shouldAgreeWithTheDefinitionInDoublePrecision() {
        SplittableRandom random = new SplittableRandom(4);
        DenseNet net = DenseNet.random(random, 1, 7, 18, 5, 3);
        float[] x = new float[7];
        for (int i = 0; i < 7; i++) {
            x[i] = (float) random.nextGaussian();
        }
        float[] out = new float[3];
        net.forward(x, net.workspace(), out);
        double[] expected = definition(net, x);
        for (int i = 0; i < 3; i++) {
            assertEquals(expected[i], out[i], 1e-6);
        }
    }

    private static double[] definition(DenseNet net, float[] x) {
        double[] value = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            value[i] = x[i];
        }
        List<float[]> parameters = net.parameters();
        int[] sizes = net.sizes();
        for (int layer = 0; layer < net.layers(); layer++) {
            double[] next = new double[sizes[layer + 1]];
            for (int o = 0; o < next.length; o++) {
                next[o] = parameters.get(2 * layer + 1)[o];
                for (int i = 0; i < value.length; i++) {
                    double activated = layer == 0 ? value[i] : value[i] / (1 + Math.exp(-value[i]));
                    next[o] += activated * parameters.get(2 * layer)[i * next.length + o];
                }
            }
            value = next;
        }
        return value;
    }

    @Test
    void shouldGiveTheSameWhenTheFirstLayerIsTakenInParts() {
        DenseNet net = DenseNet.random(new SplittableRandom(5), 1, 6, 9, 2);
        float[] x = {1, -2, 3, 0.5f, -0.25f, 4};
        float[] whole = new float[2];
        net.forward(x, net.workspace(), whole);

        DenseNet.Workspace workspace = net.workspace();
        net.firstBias(workspace.first());
        net.addFirstProduct(new float[] {1, -2}, 0, 2, workspace.first());
        net.addFirstProduct(new float[] {3, 0.5f, -0.25f, 4}, 2, 4, workspace.first());
        float[] parts = new float[2];
        net.finish(workspace, parts);
        assertArrayEquals(whole, parts, 1e-6f);
    }

    @Test
    void shouldApproximateTheExponentialWithinTwoTenMillionths() {
        for (double x = -86; x < 86; x += 0.0137) {
            double exact = Math.exp((float) x);
            assertEquals(1, Silu.exp((float) x) / exact, 2e-7, "at " + x);
        }
        assertTrue(Float.isNaN(Silu.exp(Float.NaN)), "NaN must stay NaN");
    }

    @Test
    void shouldSaturateForLargeInputsAndKeepNaN() {
        float[] x = {1000, -1000, 0, Float.NaN};
        Silu.apply(x, 4);
        assertEquals(1000, x[0]);
        assertEquals(0, x[1], 1e-30);
        assertEquals(0, x[2]);
        assertTrue(Float.isNaN(x[3]), "got " + x[3]);
    }

    @Test
    void shouldRefuseShapesThatDoNotFit() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> new DenseNet(new int[] {2, 3}, new float[][] {new float[5]}, new float[][] {new float[3]}));
        assertTrue(e.getMessage().contains("layer 0 has 5 weights"), e.getMessage());
    }

    @Test
    void shouldCountItsParameters() {
        assertEquals(
                2 * 3 + 3 + 3 * 4 + 4,
                DenseNet.random(new SplittableRandom(1), 1, 2, 3, 4).parameterCount());
    }
}
