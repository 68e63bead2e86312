package org.prolepsis.flow.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A figure over several seeds. NaN in any run gives NaN.
 *
 * @param mean over the runs
 * @param deviation sample standard deviation; 0 for a single run
 * @param least smallest
 * @param most largest
 */
public record Spread(double mean, double deviation, double least, double most) {
    /**
     * Sums up runs.
     *
     * @param values one for each run, at least one
     * @return their spread
     * @throws IllegalArgumentException if there are none
     */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a spread needs at least one run");
        }
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            sum += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double mean = sum / values.size();
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Spread(mean, Math.sqrt(squares / Math.max(1, values.size() - 1)), least, most);
    }

    /**
     * As JSON.
     *
     * @return mean, sd, min and max; null where they are not finite
     */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("mean", orNull(mean));
        json.put("sd", orNull(deviation));
        json.put("min", orNull(least));
        json.put("max", orNull(most));
        return json;
    }

    private static Object orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
