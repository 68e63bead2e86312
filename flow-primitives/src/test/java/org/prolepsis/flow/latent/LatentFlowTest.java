package org.prolepsis.flow.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.net.DenseNet;

class LatentFlowTest {
    private static final int LATENT = 3;
    private static final int EMBEDDING = 4;
    private static final int FEATURES = 20;

    private final SplittableRandom random = new SplittableRandom(9);
    private final DenseNet embedder = DenseNet.random(random, 1, FEATURES, 8, EMBEDDING);
    private final DenseNet velocity =
            DenseNet.random(random, 1, LATENT + TimeFeatures.COUNT + EMBEDDING, 16, 16, LATENT);
    private final float[] core = randomArray(FEATURES);
    private final LatentFlow flow = new LatentFlow(embedder, velocity, core);

    @Test
    void shouldEvaluateTheWholeNetWhenItsFirstLayerIsSplit() {
        float[] h = flow.embed(randomArray(FEATURES));
        float[] z = randomArray(LATENT);
        float[] input = new float[velocity.inputs()];
        System.arraycopy(z, 0, input, 0, LATENT);
        TimeFeatures.compute(3.0 / 8, input, LATENT);
        System.arraycopy(h, 0, input, LATENT + TimeFeatures.COUNT, EMBEDDING);
        float[] whole = new float[LATENT];
        velocity.forward(input, velocity.workspace(), whole);

        float[] split = new float[LATENT];
        flow.sampler(OdeSolver.EULER, 4, 1).velocity(h, 3, z, split);
        assertArrayEquals(whole, split, 1e-6f);
    }

    @Test
    void shouldIgnoreTheTextWithoutGuidance() {
        float[] a = sample(0, flow.embed(randomArray(FEATURES)));
        float[] b = sample(0, flow.embed(randomArray(FEATURES)));
        float[] unconditional = sample(1, flow.embed(core));
        assertArrayEquals(a, b, 1e-5f);
        assertArrayEquals(unconditional, a, 1e-5f);
    }

    @Test
    void shouldExtrapolateBetweenTheBranchesAsGuidanceSays() {
        // one Euler step makes the result linear in gamma
        float[] h = flow.embed(randomArray(FEATURES));
        float[] zero = step(0, h);
        float[] one = step(1, h);
        float[] three = step(3, h);
        for (int i = 0; i < LATENT; i++) {
            assertEquals(zero[i] + 3 * (one[i] - zero[i]), three[i], 1e-5);
        }
    }

    private float[] step(double guidance, float[] h) {
        float[] z = {0.1f, -0.2f, 0.3f};
        flow.sampler(OdeSolver.EULER, 1, guidance).integrate(h, z);
        return z;
    }

    private float[] sample(double guidance, float[] h) {
        float[] z = {0.1f, -0.2f, 0.3f};
        flow.sampler(OdeSolver.MIDPOINT, 6, guidance).integrate(h, z);
        return z;
    }

    @Test
    void shouldRefuseFeaturesAndNetsThatDoNotFit() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> flow.embed(new float[3]));
        assertTrue(e.getMessage().contains("got 3 text features, must be 20"), e.getMessage());
        e = assertThrows(
                IllegalArgumentException.class,
                () -> new LatentFlow(/* embedder= */ velocity, /* velocity= */ embedder, core));
        assertTrue(e.getMessage().contains("the velocity net has 20 inputs"), e.getMessage());
    }

    private float[] randomArray(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
