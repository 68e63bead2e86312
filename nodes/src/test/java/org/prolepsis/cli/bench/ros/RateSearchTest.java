package org.prolepsis.cli.bench.ros;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {
    private static final double PRECISION = 1.1;

    private static RateSearch search(double limit) {
        RateSearch search = new RateSearch(1000, 10, 1_000_000, PRECISION);
        for (int steps = 0; !search.isDone(); steps++) {
            assertTrue(steps < 40, "does not end");
            search.record(search.next() <= limit);
        }
        return search;
    }

    @ParameterizedTest
    @ValueSource(doubles = {11, 37.5, 999, 1000, 1001, 64_000, 123_456, 999_999})
    void shouldEndJustBelowTheHighestRateThatHolds(double limit) {
        double found = search(limit).highest();
        assertTrue(found <= limit && found * PRECISION >= limit, found + " for " + limit);
    }

    @Test
    void shouldEndAtTheCeilingWhenEverythingHolds() {
        assertEquals(1_000_000, search(1e9).highest());
    }

    @Test
    void shouldFindNothingWhenNotEvenTheFloorHolds() {
        assertEquals(0, search(1).highest());
    }

    @Test
    void shouldRefuseASearchThatCannotEnd() {
        assertThrows(IllegalArgumentException.class, () -> new RateSearch(1000, 10, 1_000_000, 1));
        assertThrows(IllegalArgumentException.class, () -> new RateSearch(5, 10, 1_000_000, PRECISION));
    }
}
