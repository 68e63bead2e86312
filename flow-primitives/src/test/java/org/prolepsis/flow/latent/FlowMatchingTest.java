package org.prolepsis.flow.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FlowMatchingTest {
    @Property(tries = 300)
    void shouldHaveTheVelocityOfThePathForItsTarget(
            @ForAll @DoubleRange(min = 0, max = 1) double t,
            @ForAll @DoubleRange(min = -3, max = 3) double z0,
            @ForAll @DoubleRange(min = -3, max = 3) double z1) {
        // d/dt (t z1 + (1 - (1 - sigma) t) z0) with sigma = 0.01
        double derivative = z1 - 0.99 * z0;
        double zt = FlowMatching.interpolate(t, z0, z1);
        assertEquals(derivative, FlowMatching.target(t, zt, z1), 1e-10);
    }

    @Test
    void shouldLeadFromNoiseToDataWithAHundredthOfTheNoiseLeft() {
        assertEquals(0.7, FlowMatching.interpolate(0, 0.7, 5));
        assertEquals(5.007, FlowMatching.interpolate(1, 0.7, 5), 1e-12);
    }

    @Test
    void shouldRunItsLogarithmicTimeFeatureFromZeroToOne() {
        float[] features = new float[TimeFeatures.COUNT + 1];
        TimeFeatures.compute(0, features, 1);
        assertEquals(0, features[1]);
        assertEquals(0, features[2], 1e-7);
        TimeFeatures.compute(1, features, 1);
        assertEquals(1, features[1]);
        assertEquals(1, features[2], 1e-6);
        assertEquals(0, features[0], "nothing is written before the offset");
    }
}
