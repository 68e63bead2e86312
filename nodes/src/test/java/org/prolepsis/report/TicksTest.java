package org.prolepsis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class TicksTest {
    @Test
    void shouldDivideWithRoundSteps() {
        assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0), Ticks.of(0, 5.2, 6).values());
        Ticks small = Ticks.of(-0.25, 0.25, 5);
        assertEquals(0.1, small.step(), 1e-12);
        assertEquals("−0.2", small.label(small.values().get(0)));
        assertEquals("0.0", small.label(-0.0));
    }

    @Property
    boolean shouldStayInsideAnyRange(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double min,
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double width) {
        Ticks ticks = Ticks.of(min, min + width, 6);
        double slack = 1e-6 * ticks.step();
        return !ticks.values().isEmpty()
                && ticks.values().size() <= 14
                && ticks.values().stream().allMatch(v -> v >= min - slack && v <= min + width + slack);
    }

    @Test
    void shouldRefuseAnEmptyRange() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Ticks.of(1, 1, 5))
                .getMessage()
                .contains("must be finite and rise"));
    }
}
