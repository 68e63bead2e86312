package org.prolepsis.cli.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * A benchmark's outcome.
 *
 * @param what what one operation is
 * @param measurement of ours
 * @param baselineIs what the baseline is, empty if there is none
 * @param baseline measured the same way, or null
 * @param details further numbers
 */
public record BenchResult(
        @JsonProperty("operation") String what,
        @JsonUnwrapped Measurement measurement,
        @JsonProperty("baseline_is") String baselineIs,
        @JsonProperty("baseline") Measurement baseline,
        @JsonProperty("details") Map<String, Double> details) {
    /** Ours over the baseline's, by the medians; NaN without a baseline. */
    @JsonProperty("ratio")
    public double ratio() {
        return baseline == null ? Double.NaN : (double) measurement.p50() / baseline.p50();
    }
}
