package org.prolepsis.ros.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.graph.GraphException;

class GraphNamesTest {
    /** Expected values from rosgraph.names.resolve_name. */
    @ParameterizedTest
    @CsvSource({
        "foo,/node,/foo",
        "foo,/ns/node,/ns/foo",
        "foo/bar,/ns/node,/ns/foo/bar",
        "/foo,/ns/node,/foo",
        "/foo/,/ns/node,/foo",
        "~foo,/ns/node,/ns/node/foo",
        "~/foo,/ns/node,/ns/node/foo",
        "'',/ns/node,/ns/",
        "a,/a/b/c,/a/b/a"
    })
    void shouldResolveAsRosgraphDoes(String name, String node, String resolved) {
        assertEquals(resolved, GraphNames.resolve(name, node));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/", "/a", "~a", "a/b", "a_1", "/a/b_2/"})
    void shouldAcceptLegalNames(String name) {
        assertTrue(GraphNames.isLegal(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1a", "a b", "a-b", "_a", "a//b", "é", "a:=b", "a~b"})
    void shouldRejectIllegalNames(String name) {
        assertFalse(GraphNames.isLegal(name));
        GraphException rejected =
                assertThrows(GraphException.class, () -> new NameResolver("/node", Map.of()).resolve(name));
        assertTrue(rejected.getMessage().contains("'" + name + "'"), rejected.getMessage());
    }

    @Test
    void shouldRemapResolvedNames() {
        NameResolver names = new NameResolver(
                "/ns/node", Map.of("chunk", "/action_chunk", "~speed", "pace", "/abs", "~mine", "__name", "x"));
        assertEquals("/action_chunk", names.resolve("chunk"));
        assertEquals("/action_chunk", names.resolve("/ns/chunk"));
        assertEquals("/ns/pace", names.resolve("~speed"));
        assertEquals("/ns/node/mine", names.resolve("/abs"));
        assertEquals("/ns/other", names.resolve("other"));
    }

    @Test
    void shouldTypeParametersAsYamlDoes() {
        assertEquals(200, ScalarYaml.parse("200"));
        assertEquals(-5, ScalarYaml.parse("-5"));
        assertEquals(255, ScalarYaml.parse("0xff"));
        assertEquals(8, ScalarYaml.parse("010"));
        assertEquals(1.5, ScalarYaml.parse("1.5"));
        assertEquals(0.001, ScalarYaml.parse("1e-3"));
        assertEquals(3e9, ScalarYaml.parse("3000000000"));
        assertEquals(true, ScalarYaml.parse("true"));
        assertEquals(false, ScalarYaml.parse("Off"));
        assertEquals(Double.POSITIVE_INFINITY, ScalarYaml.parse(".inf"));
        assertEquals("proleptic", ScalarYaml.parse("proleptic"));
        assertEquals("1.2.3", ScalarYaml.parse("1.2.3"));
        assertEquals("200", ScalarYaml.parse("'200'"));
        assertEquals("it's\n", ScalarYaml.parse("\"it's\\n\""));
        assertEquals("it's", ScalarYaml.parse("'it''s'"));
        assertEquals("", ScalarYaml.parse(""));
        assertEquals("a: b", ScalarYaml.parse("a: b"));
    }

    @Test
    void shouldTypeListsAndMapsAndLeaveBrokenOnesAsText() {
        assertEquals(List.of(1, 2.5, "a b", List.of(true)), ScalarYaml.parse("[1, 2.5, a b, [true]]"));
        assertEquals(Map.of("x", 1, "y", Map.of("z", "t")), ScalarYaml.parse("{x: 1, 'y': {z: t}}"));
        assertEquals(List.of(), ScalarYaml.parse("[]"));
        for (String broken : List.of("[1, 2", "{a: }", "[1] tail", "{a 1}", "'open", "[".repeat(1000))) {
            assertEquals(broken, ScalarYaml.parse(broken));
        }
    }
}
