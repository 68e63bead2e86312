package org.prolepsis.sim.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A row of the table: one variant under one condition, over all episodes.
 *
 * @param variant how chunks were executed
 * @param conditions with what delay and noise
 * @param episodes in the order of their seeds, at least one
 */
public record Row(Variant variant, Conditions conditions, List<EpisodeResult> episodes) {
    /** Channels at the end that are no joints of the arm, and have no part in its peaks. */
    private static final int FINGERS = 1;

    /**
     * Copies.
     *
     * @throws IllegalArgumentException if there is no episode
     */
    public Row {
        episodes = List.copyOf(episodes);
        if (episodes.isEmpty()) {
            throw new IllegalArgumentException("a row needs at least one episode");
        }
    }

    /** How many episodes were done in time. */
    public Share success() {
        return new Share((int) episodes.stream().filter(EpisodeResult::success).count(), episodes.size());
    }

    /** Mean time, failures at the time-out, s. */
    public double seconds() {
        return mean(EpisodeResult::seconds);
    }

    /** Mean time of those that succeeded, s; NaN when none did. */
    public double successSeconds() {
        return episodes.stream()
                .filter(EpisodeResult::success)
                .mapToDouble(EpisodeResult::seconds)
                .average()
                .orElse(Double.NaN);
    }

    /** Standard error of {@link #seconds}, s. */
    public double secondsError() {
        double mean = seconds();
        double squares = episodes.stream()
                .mapToDouble(episode -> (episode.seconds() - mean) * (episode.seconds() - mean))
                .sum();
        int n = episodes.size();
        return n == 1 ? Double.NaN : Math.sqrt(squares / (n - 1) / n);
    }

    /** Mean of a figure over the episodes. */
    public double mean(ToDoubleFunction<EpisodeResult> figure) {
        return episodes.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** Mean over all seams of all episodes of a figure; NaN when there was no seam. */
    public double seams(ToDoubleFunction<EpisodeResult.Seams> figure) {
        double sum = 0;
        long count = 0;
        for (EpisodeResult episode : episodes) {
            EpisodeResult.Seams seams = episode.seams();
            if (seams.count() > 0) {
                sum += seams.count() * figure.applyAsDouble(seams);
                count += seams.count();
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Largest jump at a seam, rad; NaN when there was none. */
    public double maxSeamJump() {
        return episodes.stream()
                .filter(episode -> episode.seams().count() > 0)
                .mapToDouble(episode -> episode.seams().maxJump())
                .max()
                .orElse(Double.NaN);
    }

    /** The largest share over the arm's joints and the episodes, without the finger. */
    public double peak(Function<EpisodeResult, List<Double>> shares) {
        List<Double> perChannel = peaks(shares);
        return perChannel.subList(0, perChannel.size() - FINGERS).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
    }

    /** The largest share of each channel over the episodes, the finger last. */
    public List<Double> peaks(Function<EpisodeResult, List<Double>> shares) {
        List<Double> largest = new ArrayList<>(shares.apply(episodes.get(0)));
        for (EpisodeResult episode : episodes) {
            List<Double> own = shares.apply(episode);
            for (int j = 0; j < own.size(); j++) {
                largest.set(j, Math.max(largest.get(j), own.get(j)));
            }
        }
        return largest;
    }

    /** Commands of a channel that broke a limit, in all episodes. */
    public long limitViolations() {
        return episodes.stream().mapToLong(EpisodeResult::limitViolations).sum();
    }

    /** How many episodes ended in a way. */
    public long ended(EpisodeEnd end) {
        return episodes.stream().filter(episode -> episode.end() == end).count();
    }
}
