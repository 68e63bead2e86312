package org.prolepsis.flow.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Evaluation evaluation(double accuracy, double paraphrases) {
        return new Evaluation(
                new Evaluation.Reconstruction(1, 2, Double.NaN, 4),
                0.5,
                Map.of("go", 0.5),
                1,
                accuracy,
                accuracy,
                paraphrases,
                Map.of(),
                0.1,
                0.2,
                0.9,
                0.8,
                1.5,
                new Evaluation.Latency(40, 60),
                1234);
    }

    @Test
    void shouldSumUpRunsByMeanAndSampleDeviation() {
        Comparison comparison = new Comparison();
        for (double accuracy : new double[] {0.8, 0.9, 1.0}) {
            comparison.add("ours", "a model", evaluation(accuracy, Double.NaN), 10);
        }
        comparison.add("other", "another", evaluation(0.5, 0.25), 20);
        assertEquals(List.of("ours", "other"), comparison.methods());
        Spread spread = comparison.spread("ours", "accuracy_train");
        assertEquals(0.9, spread.mean(), 1e-12);
        assertEquals(0.1, spread.deviation(), 1e-12);
        assertEquals(0.8, spread.least());
        assertEquals(1.0, spread.most());
        assertEquals(0, comparison.spread("other", "train_seconds").deviation());
        Map<String, Object> row = comparison.toJson().get(0);
        assertEquals(3, row.get("runs"));
        assertEquals(1234L, row.get("parameters"));
        assertNull(((Map<?, ?>) row.get("accuracy_paraphrases")).get("mean"), "NaN is null");
        String table = comparison.toMarkdown();
        assertTrue(table.contains("| ours | 1234 | 0.900 ± 0.1 | – |"), table);
    }

    @Test
    void shouldNameWhatItDoesNotHave() {
        Comparison comparison = new Comparison();
        assertThrows(IllegalArgumentException.class, () -> comparison.spread("ours", "accuracy_train"));
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }
}
