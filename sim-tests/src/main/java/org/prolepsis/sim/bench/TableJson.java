package org.prolepsis.sim.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A table as the command's JSON: the keys that DESIGN gives, and more. SI units; NaN where there is nothing to say. */
final class TableJson {
    private TableJson() {}

    static Map<String, Object> of(Table table) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("first_seed", table.firstSeed());
        json.put("time_out_s", table.timeOutSeconds());
        List<Map<String, Object>> cells = new ArrayList<>();
        table.rows().forEach(row -> cells.add(cell(table, row)));
        json.put("cells", cells);
        json.put("findings", findings(table));
        return json;
    }

    private static Map<String, Object> cell(Table table, Row row) {
        Map<String, Object> cell = new LinkedHashMap<>();
        Variant variant = row.variant();
        cell.put("strategy", variant.strategy().label());
        cell.put(
                "look_ahead",
                variant.lookAhead().automatic() ? "auto" : variant.lookAhead().steps());
        cell.put("look_ahead_mean", row.mean(EpisodeResult::lookAheadSteps));
        cell.put("speed", variant.speed());
        cell.put("m", variant.m());
        cell.put("max_chunks", variant.chunks());
        cell.put("pace_mean", row.mean(EpisodeResult::pace));
        cell.put("delay_ms", 1e3 * row.conditions().delaySeconds());
        cell.put("noise", row.conditions().noise());
        Share success = row.success();
        cell.put("episodes", row.episodes().size());
        cell.put("success", success.value());
        cell.put("success_low", success.low());
        cell.put("success_high", success.high());
        cell.put("time_s", row.seconds());
        cell.put("time_error_s", row.secondsError());
        cell.put("success_time_s", row.successSeconds());
        cell.put("speedup", table.speedup(row));
        cell.put("blocks_sorted", row.mean(EpisodeResult::sortedBlocks));
        cell.put("ended", ended(row));
        cell.put("seam_jump_rad", row.seams(EpisodeResult.Seams::meanJump));
        cell.put("seam_jump_max_rad", row.maxSeamJump());
        cell.put("seam_velocity_step_rad_s", row.seams(EpisodeResult.Seams::meanVelocityStep));
        cell.put("seam_jerk_step_rad_s3", row.seams(EpisodeResult.Seams::meanJerkStep));
        cell.put("peak", peak(row));
        cell.put("peaks_by_channel", peaks(row));
        cell.put("limit_violations", row.limitViolations());
        return cell;
    }

    private static Map<String, Long> ended(Row row) {
        Map<String, Long> ended = new LinkedHashMap<>();
        for (EpisodeEnd end : EpisodeEnd.values()) {
            ended.put(end.name().toLowerCase(Locale.ROOT), row.ended(end));
        }
        return ended;
    }

    /** Over the arm's joints, without the finger. */
    private static Map<String, Double> peak(Row row) {
        Map<String, Double> peak = new LinkedHashMap<>();
        peak.put("velocity", row.peak(EpisodeResult::velocityPeaks));
        peak.put("acceleration", row.peak(EpisodeResult::accelerationPeaks));
        peak.put("jerk", row.peak(EpisodeResult::jerkPeaks));
        return peak;
    }

    private static Map<String, List<Double>> peaks(Row row) {
        Map<String, List<Double>> peaks = new LinkedHashMap<>();
        peaks.put("velocity", row.peaks(EpisodeResult::velocityPeaks));
        peaks.put("acceleration", row.peaks(EpisodeResult::accelerationPeaks));
        peaks.put("jerk", row.peaks(EpisodeResult::jerkPeaks));
        return peaks;
    }

    private static List<Map<String, Object>> findings(Table table) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Finding finding : Finding.in(table)) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("delay_ms", 1e3 * finding.conditions().delaySeconds());
            json.put("noise", finding.conditions().noise());
            json.put("what", finding.what());
            json.put("value", finding.value());
            json.put("wanted", finding.wanted());
            json.put("met", finding.met());
            json.put("by", finding.by());
            all.add(json);
        }
        return all;
    }
}
