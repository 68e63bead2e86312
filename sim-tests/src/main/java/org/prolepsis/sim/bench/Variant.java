package org.prolepsis.sim.bench;

import java.util.List;
import java.util.Locale;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.pace.LookAhead;

/**
 * One way to execute chunks: a row of the table.
 *
 * @param strategy how chunks are read
 * @param lookAhead fixed, or left to the strategy
 * @param speed pace asked for
 * @param m decay of the weights exp(-m * rank), rank 0 the oldest
 * @param chunks at most so many chunks are averaged, the newest
 */
public record Variant(Strategy strategy, LookAhead lookAhead, double speed, double m, int chunks) {
    private static final EnsembleSettings DEFAULTS = EnsembleSettings.defaults();

    /** ACT's own ensemble at its own pace: what everything is compared with. */
    public static final Variant BASELINE = new Variant(Strategy.ACT, LookAhead.fixed(0), 1);

    /** A variant that weighs chunks as ACT does. */
    public Variant(Strategy strategy, LookAhead lookAhead, double speed) {
        this(strategy, lookAhead, speed, DEFAULTS.m(), DEFAULTS.maxChunks());
    }

    /** This variant with other weights; ACT's stay, for that is what all are compared with. */
    Variant weighing(double otherM, int otherChunks) {
        return strategy == Strategy.ACT ? this : new Variant(strategy, lookAhead, speed, otherM, otherChunks);
    }

    /** The settings of its ensemble. */
    EnsembleSettings ensemble() {
        return new EnsembleSettings(strategy, m, chunks, DEFAULTS.interpolation(), DEFAULTS.seamSeconds());
    }

    /**
     * The variants of a strategy: one for ACT, one for each look-ahead where it is fixed, one for each speed where the strategy
     * chooses it.
     *
     * @throws IllegalArgumentException if the strategy is not known, or a look-ahead or speed is not allowed
     */
    static List<Variant> of(String name, List<Double> lookAheads, List<Double> speeds) {
        Strategy strategy = Strategy.parse(name);
        return switch (strategy) {
            case ACT -> List.of(BASELINE);
            case NEWEST, PROLEPTIC ->
                lookAheads.stream()
                        .map(steps -> new Variant(strategy, LookAhead.fixed(steps), 1))
                        .toList();
            case ADAPTIVE, ALIGNED ->
                speeds.stream()
                        .map(speed -> new Variant(strategy, LookAhead.auto(), speed))
                        .toList();
        };
    }

    /** As a reader of a table wants it: {@code proleptic f = 10}, {@code adaptive × 3}. */
    public String label() {
        StringBuilder label = new StringBuilder(strategy.label());
        if (!lookAhead.automatic()) {
            label.append(" f = ").append(number(lookAhead.steps()));
        }
        if (lookAhead.automatic() || speed != 1) {
            label.append(" × ").append(number(speed));
        }
        return label.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%s", value);
    }
}
