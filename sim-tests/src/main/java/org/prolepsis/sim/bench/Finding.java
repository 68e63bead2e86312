package org.prolepsis.sim.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.prolepsis.action.ensemble.Strategy;

/**
 * A claim about the strategies, held against a table under one condition. Only point estimates are compared; the intervals
 * are in the table.
 *
 * @param conditions under which
 * @param what the claim
 * @param value what the table gives; NaN when no row qualifies
 * @param wanted at least this
 * @param by the row it comes from, or why there is none
 */
public record Finding(Conditions conditions, String what, double value, double wanted, String by) {
    private static final double PROLEPTIC_SPEEDUP = 3;
    private static final double PROLEPTIC_LOSS = 0.02;
    private static final double ADAPTIVE_SPEEDUP = 3.5;
    private static final double ADAPTIVE_KEEPS = 0.95;
    private static final double ROUNDING = 1e-9;

    /** Whether the claim holds. */
    public boolean met() {
        return value >= wanted - ROUNDING;
    }

    /** What a table says of the claims, for each condition with a row of ACT's. */
    public static List<Finding> in(Table table) {
        List<Finding> findings = new ArrayList<>();
        for (Conditions conditions : table.conditions()) {
            List<Row> rows = table.rows(conditions);
            rows.stream()
                    .filter(row -> row.variant().equals(Variant.BASELINE))
                    .findFirst()
                    .ifPresent(act -> findings.addAll(compare(table, act, rows)));
        }
        return findings;
    }

    private static List<Finding> compare(Table table, Row act, List<Row> rows) {
        List<Finding> findings = new ArrayList<>();
        double base = act.success().value();
        if (has(rows, Strategy.PROLEPTIC)) {
            findings.add(fastest(
                    table,
                    act,
                    rows,
                    row -> row.variant().strategy() == Strategy.PROLEPTIC,
                    base - PROLEPTIC_LOSS,
                    "proleptic, best fixed look-ahead, at most 2 points of success lost: speed-up",
                    PROLEPTIC_SPEEDUP));
        }
        Predicate<Row> adaptive = row -> row.variant().strategy() == Strategy.ADAPTIVE;
        if (rows.stream().anyMatch(adaptive)) {
            findings.add(
                    fastest(table, act, rows, adaptive, base, "adaptive, no success lost: speed-up", ADAPTIVE_SPEEDUP));
            Row worst = rows.stream()
                    .filter(adaptive)
                    .min(Comparator.comparingDouble(row -> row.success().value()))
                    .orElseThrow();
            findings.add(new Finding(
                    act.conditions(),
                    "adaptive, at whatever speed was asked for: success as a share of ACT's",
                    base == 0 ? Double.NaN : worst.success().value() / base,
                    ADAPTIVE_KEEPS,
                    worst.variant().label()));
        }
        return findings;
    }

    private static boolean has(List<Row> rows, Strategy strategy) {
        return rows.stream().anyMatch(row -> row.variant().strategy() == strategy);
    }

    private static Finding fastest(
            Table table, Row act, List<Row> rows, Predicate<Row> who, double least, String what, double wanted) {
        Optional<Row> best = rows.stream()
                .filter(who)
                .filter(row -> row.success().value() >= least - ROUNDING)
                .max(Comparator.comparingDouble(table::speedup));
        return new Finding(
                act.conditions(),
                what,
                best.map(table::speedup).orElse(Double.NaN),
                wanted,
                best.map(row -> row.variant().label()).orElse("none keeps the success"));
    }
}
