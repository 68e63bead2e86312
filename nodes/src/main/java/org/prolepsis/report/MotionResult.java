package org.prolepsis.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The outcome of one sentence, as {@code demo --json} prints it. What does not apply to a refused sentence is null.
 *
 * @param text the sentence
 * @param grounded whether the model took it as one of its motions
 * @param reason why it was refused; for a grounded one the closest training sentence, and how the motion ended if not
 *     well
 * @param firstCommandMs from publishing the sentence to the first controller command that moves, ms
 * @param durationS from the first to the last controller command that moves, s
 * @param demonstratedS the duration of the motion as demonstrated, s
 * @param speedup demonstrated over executed duration
 * @param trackingRmseRad see {@link MotionAnalysis#trackingRmse}
 * @param limitViolations see {@link MotionAnalysis#violations}
 */
public record MotionResult(
        @JsonProperty("text") String text,
        @JsonProperty("grounded") boolean grounded,
        @JsonProperty("reason") String reason,
        @JsonProperty("first_command_ms") Double firstCommandMs,
        @JsonProperty("duration_s") Double durationS,
        @JsonProperty("demonstrated_s") Double demonstratedS,
        @JsonProperty("speedup") Double speedup,
        @JsonProperty("tracking_rmse_rad") Double trackingRmseRad,
        @JsonProperty("limit_violations") Integer limitViolations) {}
