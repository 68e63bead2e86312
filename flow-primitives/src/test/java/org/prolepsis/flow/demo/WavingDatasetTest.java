package org.prolepsis.flow.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;

class WavingDatasetTest {
    private static final long[] SEEDS = {1, 2, 3, 4, 5};

    @Test
    void shouldHoldEveryCombinationOnceAndBeTheSameForTheSameSeed() {
        Dataset dataset = WavingDataset.generate(7);
        Dataset again = WavingDataset.generate(7);
        Set<Map<String, String>> combinations = new HashSet<>();
        for (int i = 0; i < 36; i++) {
            combinations.add(dataset.demonstrations().get(i).labels());
            assertArrayEquals(
                    dataset.demonstrations().get(i).values(),
                    again.demonstrations().get(i).values());
            assertEquals(
                    dataset.demonstrations().get(i).texts(),
                    again.demonstrations().get(i).texts());
        }
        assertEquals(36, combinations.size());
        assertEquals(36, dataset.demonstrations().size());
        assertTrue(dataset.demonstrations().get(0).values()[9][0]
                != WavingDataset.generate(8).demonstrations().get(0).values()[9][0]);
    }

    @Test
    void shouldPlaceTheHandWhereTheLabelsSay() {
        for (long seed : SEEDS) {
            List<Demonstration> demos = WavingDataset.generate(seed).demonstrations();
            assertApart(demos, "side", "right", "middle", d -> waveMean(d)[1], 0.1);
            assertApart(demos, "side", "middle", "left", d -> waveMean(d)[1], 0.1);
            assertApart(demos, "height", "low", "middle", d -> waveMean(d)[2], 0.1);
            assertApart(demos, "height", "middle", "high", d -> waveMean(d)[2], 0.08);
            for (Demonstration demo : demos) {
                assertTrue(waveMean(demo)[0] > 0.3, "the hand is in front of the robot");
            }
        }
    }

    @Test
    void shouldSwingWidelyWhenBigAndQuicklyWhenFast() {
        for (long seed : SEEDS) {
            List<Demonstration> demos = WavingDataset.generate(seed).demonstrations();
            assertApart(demos, "size", "small", "big", WavingDatasetTest::swing, 0.05);
            assertApart(demos, "tempo", "fast", "slow", WavingDatasetTest::period, 0.25);
        }
    }

    @Test
    void shouldStartAndEndAtRestNearOneHomePose() {
        double[] home = WavingDataset.generate(1).demonstrations().get(0).values()[0];
        for (long seed : SEEDS) {
            for (Demonstration demo : WavingDataset.generate(seed).demonstrations()) {
                double[][] q = demo.values();
                int last = q.length - 1;
                for (int j = 0; j < 7; j++) {
                    assertEquals(home[j], q[0][j], 0.081);
                    assertEquals(home[j], q[last][j], 0.081);
                    assertEquals(0, (q[1][j] - q[0][j]) / 0.01, 0.02);
                    assertEquals(0, (q[last][j] - q[last - 1][j]) / 0.01, 0.02);
                }
            }
        }
    }

    @Test
    void shouldStayInsideTheLimitsAtTwiceTheSpeed() {
        double[] lower = Panda.lowerLimits();
        double[] upper = Panda.upperLimits();
        double peak = 0;
        for (long seed : SEEDS) {
            for (Demonstration demo : WavingDataset.generate(seed).demonstrations()) {
                double[][] q = demo.values();
                assertTrue(demo.duration() > 4 && demo.duration() < 7, () -> "duration " + demo.duration());
                for (int i = 1; i < q.length - 1; i++) {
                    for (int j = 0; j < 7; j++) {
                        double velocity = (q[i + 1][j] - q[i - 1][j]) / 0.02;
                        double acceleration = (q[i + 1][j] - 2 * q[i][j] + q[i - 1][j]) / 1e-4;
                        peak = Math.max(peak, Math.abs(velocity));
                        assertTrue(q[i][j] > lower[j] + 0.1 && q[i][j] < upper[j] - 0.1, demo.id());
                        assertTrue(2 * Math.abs(velocity) < Panda.velocityLimits()[j], demo.id());
                        assertTrue(
                                4 * Math.abs(acceleration) < Panda.accelerationLimits()[j],
                                demo.id() + " joint " + (j + 1) + " " + acceleration);
                    }
                }
            }
        }
        assertTrue(peak < 1.05 && peak > 0.5, "peak joint velocity " + peak);
    }

    @Test
    void shouldListASentenceWithEveryDemonstrationItIsTrueOf() {
        Dataset dataset = WavingDataset.generate(1);
        Map<String, Set<Map<String, String>>> carriers = new HashMap<>();
        for (Demonstration demo : dataset.demonstrations()) {
            assertTrue(demo.texts().size() >= 30, "several tens of sentences");
            assertEquals(demo.texts().size(), new HashSet<>(demo.texts()).size());
            demo.texts()
                    .forEach(text ->
                            carriers.computeIfAbsent(text, t -> new HashSet<>()).add(demo.labels()));
        }
        assertEquals(36, carriers.get(dataset.coreText()).size());
        Set<Integer> specified = new HashSet<>();
        for (Map.Entry<String, Set<Map<String, String>>> entry : carriers.entrySet()) {
            Map<String, String> common =
                    new HashMap<>(entry.getValue().iterator().next());
            entry.getValue().forEach(labels -> common.entrySet().retainAll(labels.entrySet()));
            long expected = dataset.demonstrations().stream()
                    .filter(demo -> demo.labels().entrySet().containsAll(common.entrySet()))
                    .count();
            assertEquals(expected, entry.getValue().size(), entry.getKey());
            specified.add(common.size());
        }
        assertEquals(Set.of(0, 1, 2, 3, 4), specified);
    }

    @Test
    void shouldFindTheLabelsOfAFreshWaveByItsNearestDemonstration() {
        List<Demonstration> known = WavingDataset.generate(1).demonstrations();
        int right = 0;
        for (Demonstration fresh : WavingDataset.generate(99).demonstrations()) {
            Demonstration nearest = known.stream()
                    .min((a, b) -> Double.compare(distance(fresh, a), distance(fresh, b)))
                    .orElseThrow();
            right += nearest.labels().equals(fresh.labels()) ? 1 : 0;
        }
        assertTrue(right >= 34, right + " of 36 fresh waves lie nearest to the demonstration of their labels");
    }

    private static double distance(Demonstration a, Demonstration b) {
        double sum = 0;
        for (int i = 0; i <= 100; i++) {
            double[] p = a.values()[i * (a.size() - 1) / 100];
            double[] q = b.values()[i * (b.size() - 1) / 100];
            for (int j = 0; j < 7; j++) {
                sum += (p[j] - q[j]) * (p[j] - q[j]);
            }
        }
        return sum;
    }

    private static void assertApart(
            List<Demonstration> demos,
            String label,
            String below,
            String above,
            ToDoubleFunction<Demonstration> measure,
            double gap) {
        double highest = demos.stream()
                .filter(demo -> demo.labels().get(label).equals(below))
                .mapToDouble(measure)
                .max()
                .orElseThrow();
        double lowest = demos.stream()
                .filter(demo -> demo.labels().get(label).equals(above))
                .mapToDouble(measure)
                .min()
                .orElseThrow();
        assertTrue(
                lowest - highest > gap, label + " " + below + " up to " + highest + ", " + above + " from " + lowest);
    }

    private static double[][] waving(Demonstration demo) {
        int n = demo.size();
        return Arrays.stream(demo.values(), 35 * n / 100, 65 * n / 100)
                .map(Panda::hand)
                .toArray(double[][]::new);
    }

    private static double[] waveMean(Demonstration demo) {
        double[][] hand = waving(demo);
        double[] mean = new double[3];
        for (double[] point : hand) {
            for (int k = 0; k < 3; k++) {
                mean[k] += point[k] / hand.length;
            }
        }
        return mean;
    }

    private static double swing(Demonstration demo) {
        double[] azimuth = Arrays.stream(waving(demo))
                .mapToDouble(p -> Math.atan2(p[1], p[0]) * Math.hypot(p[0], p[1]))
                .toArray();
        return Arrays.stream(azimuth).max().orElseThrow()
                - Arrays.stream(azimuth).min().orElseThrow();
    }

    /** Twice the mean time between turning points of the hand's turn, which only the wave moves much. */
    private static double period(Demonstration demo) {
        int first = -1;
        int last = -1;
        int turns = 0;
        int n = demo.size();
        for (int i = n / 4; i < 3 * n / 4; i++) {
            double[][] q = demo.values();
            double before = q[i][6] - q[i - 1][6];
            double after = q[i + 1][6] - q[i][6];
            if (before * after < 0) {
                first = first < 0 ? i : first;
                last = i;
                turns++;
            }
        }
        return 2 * (demo.times()[last] - demo.times()[first]) / (turns - 1);
    }
}
