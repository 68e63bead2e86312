package org.prolepsis.sim.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a benchmark has found.
 *
 * @param timeOutSeconds what a failure counts as, s
 * @param firstSeed of each row's episodes
 * @param rows in the order they were run
 */
public record Table(double timeOutSeconds, long firstSeed, List<Row> rows) {
    /** Copies. */
    public Table {
        rows = List.copyOf(rows);
    }

    /** This table and one more row. */
    public Table with(Row row) {
        List<Row> more = new ArrayList<>(rows);
        more.add(row);
        return new Table(timeOutSeconds, firstSeed, more);
    }

    /** The conditions, in order. */
    public Set<Conditions> conditions() {
        Set<Conditions> all = new LinkedHashSet<>();
        rows.forEach(row -> all.add(row.conditions()));
        return all;
    }

    /** The rows of a condition. */
    public List<Row> rows(Conditions conditions) {
        return rows.stream().filter(row -> row.conditions().equals(conditions)).toList();
    }

    /** How many times faster than ACT under the same conditions; NaN when ACT was not run under them. */
    public double speedup(Row row) {
        return rows(row.conditions()).stream()
                        .filter(other -> other.variant().equals(Variant.BASELINE))
                        .mapToDouble(Row::seconds)
                        .findFirst()
                        .orElse(Double.NaN)
                / row.seconds();
    }
}
