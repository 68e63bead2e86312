package org.prolepsis.flow.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.net.DenseNet;

class LatentDensityTest {
    /** Of two latents, no condition to speak of, and v = A z + b: silu(x) - silu(-x) = x makes the layer linear. */
    private static LatentFlow affine(float[][] a, float[] b) {
        int inputs = 2 + TimeFeatures.COUNT + 1;
        float[] first = new float[inputs * 4];
        float[] second = new float[4 * 2];
        for (int i = 0; i < 2; i++) {
            first[i * 4 + 2 * i] = 1;
            first[i * 4 + 2 * i + 1] = -1;
            for (int o = 0; o < 2; o++) {
                second[2 * i * 2 + o] = a[o][i];
                second[(2 * i + 1) * 2 + o] = -a[o][i];
            }
        }
        DenseNet velocity =
                new DenseNet(new int[] {inputs, 4, 2}, new float[][] {first, second}, new float[][] {new float[4], b});
        return new LatentFlow(embedder(), velocity, new float[] {0});
    }

    private static DenseNet embedder() {
        return new DenseNet(new int[] {1, 1}, new float[][] {{1}}, new float[][] {{0}});
    }

    @Test
    void shouldGiveTheDensityOfAnAffineFlow() {
        // dz/dt = a z + b carries N(0, 1) to N(b (e^a - 1) / a, e^2a), for each latent
        LatentFlow flow = affine(new float[][] {{-1.5f, 0}, {0, 0.7f}}, new float[] {2, -1});
        double[] rates = {-1.5, 0.7};
        double[] shifts = {2, -1};
        LatentDensity density = new LatentDensity(flow, 1, LatentDensity.STEPS);
        for (float[] z : new float[][] {{0, 0}, {1, -2}, {0.8f, -1.4f}, {-0.5f, 3}}) {
            double expected = 0;
            for (int k = 0; k < 2; k++) {
                double deviation = Math.exp(rates[k]);
                double mean = shifts[k] * (deviation - 1) / rates[k];
                expected -= 0.5 * Math.pow((z[k] - mean) / deviation, 2) + rates[k] + 0.5 * Math.log(2 * Math.PI);
            }
            assertEquals(expected, density.logDensity(new float[] {0}, z), 1e-5);
        }
    }

    @Test
    void shouldGiveTheDensityOfAFlowThatTurnsAsThatOfItsNoise() {
        // a rotation keeps volumes and the standard normal
        LatentFlow flow = affine(new float[][] {{0, -2}, {2, 0}}, new float[2]);
        double density = new LatentDensity(flow, 1, 200).logDensity(new float[] {0}, new float[] {1, 2});
        assertEquals(-0.5 * 5 - Math.log(2 * Math.PI), density, 1e-5);
    }

    @Test
    void shouldIntegrateToOneOverTheLatents() {
        SplittableRandom random = new SplittableRandom(4);
        DenseNet velocity = DenseNet.random(random, 2, 2 + TimeFeatures.COUNT + 1, 8, 8, 2);
        LatentFlow flow = new LatentFlow(embedder(), velocity, new float[] {0.5f});
        for (double guidance : new double[] {1, 1.5}) {
            LatentDensity density = new LatentDensity(flow, guidance, 12);
            double sum = 0;
            double step = 0.25;
            for (double x = -8; x < 8; x += step) {
                for (double y = -8; y < 8; y += step) {
                    sum += step
                            * step
                            * Math.exp(density.logDensity(new float[] {-0.8f}, new float[] {(float) x, (float) y}));
                }
            }
            assertEquals(1, sum, 0.01, "guidance " + guidance);
        }
    }

    @Test
    void shouldRefuseALatentOfAnotherLength() {
        LatentFlow flow = affine(new float[2][2], new float[2]);
        LatentDensity density = new LatentDensity(flow, 1, 10);
        assertThrows(IllegalArgumentException.class, () -> density.logDensity(new float[1], new float[3]));
    }
}
