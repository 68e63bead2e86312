package org.prolepsis.nodes.params;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prolepsis.graph.GraphException;
import org.prolepsis.nodes.testgraph.TestParameters;

class ParameterTest {
    private final Map<String, Object> values = new HashMap<>();
    private final TestParameters tree = new TestParameters(values, name -> name.replace("~", "/node/"));

    private static final Parameter<Double> RATE = Parameter.number("rate", 200, "Hz", 20, 2000, "How often it ticks.");
    private static final Parameter<Integer> COUNT = Parameter.integer("count", 3, "", 1, 10, "How many there are.");
    private static final Parameter<String> WAY =
            Parameter.choice("way", "up", List.of("up", "down"), "Which way it goes.");
    private static final Parameter<String> AHEAD = Parameter.numberOrWord("ahead", "auto", "steps", 0, 100, "How far.");
    private static final Parameter<List<Double>> START = Parameter.numbers("start", "rad", "any", "Where it starts.");

    @Test
    void shouldTakeTheDefaultWhenNothingIsSet() {
        assertEquals(200, RATE.read(tree));
        assertEquals("auto", AHEAD.read(tree));
        assertEquals(List.of(), START.read(tree));
    }

    @Test
    void shouldTakeIntegersForNumbers() {
        values.put("/node/rate", 100);
        values.put("/node/ahead", 5);
        values.put("/node/start", List.of(1, 2.5));
        assertEquals(100, RATE.read(tree));
        assertEquals("5.0", AHEAD.read(tree));
        assertEquals(List.of(1.0, 2.5), START.read(tree));
    }

    static List<Object[]> bad() {
        return List.of(
                new Object[] {RATE, "fast", "rate"},
                new Object[] {RATE, 19.9, "20.0 to 2000.0 Hz"},
                new Object[] {RATE, Double.NaN, "NaN"},
                new Object[] {RATE, true, "true"},
                new Object[] {COUNT, 11, "1 to 10"},
                new Object[] {COUNT, 2.5, "2.5"},
                new Object[] {WAY, "left", "up, down"},
                new Object[] {AHEAD, "far", "auto or 0.0 to 100.0"},
                new Object[] {AHEAD, -1, "-1"},
                new Object[] {START, List.of(1, "two"), "list of double"},
                new Object[] {START, List.of(Double.POSITIVE_INFINITY), "Infinity"});
    }

    @ParameterizedTest
    @MethodSource("bad")
    void shouldNameParameterValueAndWhatIsAllowed(Parameter<?> parameter, Object value, String part) {
        values.put("/node/" + parameter.name(), value);
        GraphException e = assertThrows(GraphException.class, () -> parameter.read(tree));
        assertTrue(e.getMessage().contains("~" + parameter.name()), e.getMessage());
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void shouldRefuseADefaultThatItWouldNotTake() {
        assertThrows(IllegalArgumentException.class, () -> Parameter.number("x", 5, "", 0, 1, "Too large."));
    }
}
