package org.prolepsis.action.chunk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ActionChunkTest {
    private static double[] read(ActionChunk chunk, double index, Interpolation interpolation) {
        double[] out = new double[chunk.joints()];
        chunk.accumulate(index, 1, interpolation, out);
        return out;
    }

    private static String refusal(double tick, double step, int joints, double... positions) {
        return assertThrows(IllegalArgumentException.class, () -> new ActionChunk(tick, step, joints, positions))
                .getMessage();
    }

    @Test
    void shouldNotChangeWhenTheArrayItWasMadeFromDoes() {
        double[] positions = {1, 2, 3, 4};
        ActionChunk chunk = new ActionChunk(0, 0.04, 2, positions);
        positions[0] = 9;
        assertEquals(1, chunk.position(0, 0));
        assertEquals(2, chunk.horizon());
    }

    @Test
    void shouldSayWhatIsWrongWithAChunk() {
        assertTrue(refusal(Double.NaN, 0.04, 1, 1).contains("observationTick is NaN"));
        assertTrue(refusal(0, 0, 1, 1).contains("stepSeconds is 0.0"));
        assertTrue(refusal(0, Double.NaN, 1, 1).contains("stepSeconds is NaN"));
        assertTrue(refusal(0, 0.04, 0, 1).contains("joints is 0"));
        assertTrue(refusal(0, 0.04, 65, 1).contains("joints is 65"));
        assertTrue(refusal(0, 0.04, 1).contains("0 values"));
        assertTrue(refusal(0, 0.04, 2, 1, 2, 3).contains("3 values; with 2 joints"));
        assertTrue(refusal(0, 0.04, 2, 1, 2, 3, Double.NaN).contains("step 1, joint 1 is NaN"));
        assertTrue(refusal(0, 0.04, 1, 1, Double.NEGATIVE_INFINITY).contains("step 1, joint 0 is -Infinity"));
        assertTrue(refusal(0, 0.04, 1, 1e7).contains("1.0E7"));
        assertTrue(refusal(0, 0.04, 1, new double[4097]).contains("4097 steps"));
        assertThrows(IllegalArgumentException.class, () -> ActionChunk.of(0, 0.04, new double[][] {{1, 2}, {1}}));
        assertThrows(IllegalArgumentException.class, () -> ActionChunk.of(0, 0.04, new double[0][]));
    }

    @Test
    void shouldReadStepsExactlyAndStraightLinesStraight() {
        ActionChunk line = ActionChunk.of(0, 0.04, new double[][] {{0, 5}, {1, 3}, {2, 1}, {3, -1}});
        for (Interpolation interpolation : Interpolation.values()) {
            for (int i = 0; i < 4; i++) {
                assertArrayEquals(new double[] {i, 5 - 2 * i}, read(line, i, interpolation), 0.0);
            }
            for (double i = 0; i <= 3; i += 0.1) {
                assertArrayEquals(new double[] {i, 5 - 2 * i}, read(line, i, interpolation), 1e-12);
            }
        }
    }

    @Test
    void shouldReadACurveLinearlyOrSmoothly() {
        ActionChunk curve = ActionChunk.of(0, 0.04, new double[][] {{0}, {1}, {4}, {9}, {16}});
        assertEquals(2.5, read(curve, 1.5, Interpolation.LINEAR)[0], 1e-12);
        assertEquals(2.25, read(curve, 1.5, Interpolation.CUBIC)[0], 1e-12, "Catmull-Rom reproduces parabolas");
        assertEquals(6.25, read(curve, 2.5, Interpolation.CUBIC)[0], 1e-12);
    }

    @Test
    void shouldBeReadWithoutJumpsOfVelocityWhenCubic() {
        SplittableRandom random = new SplittableRandom(41);
        double[][] rows = new double[20][1];
        for (double[] row : rows) {
            row[0] = random.nextDouble(-1, 1);
        }
        ActionChunk chunk = ActionChunk.of(0, 0.04, rows);
        double h = 1e-6;
        for (int i = 1; i < 19; i++) {
            double before = (read(chunk, i, Interpolation.CUBIC)[0] - read(chunk, i - h, Interpolation.CUBIC)[0]) / h;
            double after = (read(chunk, i + h, Interpolation.CUBIC)[0] - read(chunk, i, Interpolation.CUBIC)[0]) / h;
            assertEquals(before, after, 1e-4);
        }
    }

    @Test
    void shouldReadItsEndsBeyondItsEnds() {
        ActionChunk chunk = ActionChunk.of(0, 0.04, new double[][] {{1}, {2}});
        assertEquals(1, read(chunk, -5, Interpolation.CUBIC)[0]);
        assertEquals(2, read(chunk, 7, Interpolation.CUBIC)[0]);
        assertFalse(chunk.reaches(-0.1));
        assertTrue(chunk.reaches(1));
        assertFalse(chunk.reaches(1.1));
        assertFalse(chunk.reaches(Double.NaN));
    }

    @Test
    void shouldNotTakeTheTurnOfAWaveForItsEnd() {
        double[][] wave = new double[50][1];
        for (int i = 0; i < wave.length; i++) {
            // 0.3 rad to and fro in 3 s, the turn at the last step
            wave[i][0] = 0.3 * Math.cos(2 * Math.PI * (i - 49) * 0.04 / 3);
        }
        assertFalse(ActionChunk.of(0, 0.04, wave).restsFor(0.2, 0.05));
        for (int i = 45; i < 50; i++) {
            wave[i][0] = wave[44][0];
        }
        assertTrue(ActionChunk.of(0, 0.04, wave).restsFor(0.2, 0.05));
    }

    @Test
    void shouldTellRestFromATurningPoint() {
        assertTrue(ActionChunk.of(0, 0.1, new double[][] {{5}}).endsAtRest(0.01));
        assertTrue(ActionChunk.of(0, 0.1, new double[][] {{0}, {1}, {1}, {1}}).endsAtRest(0.01));
        assertFalse(ActionChunk.of(0, 0.1, new double[][] {{0}, {1}, {2}, {2}}).endsAtRest(0.01));
        assertFalse(ActionChunk.of(0, 0.1, new double[][] {{0}, {1}}).endsAtRest(0.01));
    }
}
