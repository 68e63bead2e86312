package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.ParameterSubscription;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.ros.TestNodes;

/**
 * {@code rosparam set, get, list, load, dump, delete} and our client with every XML-RPC type. Debian's rosparam loads
 * base64 but fails to print it, under any master, so rospy reads that back.
 */
class RosparamConformanceTest extends BothMasters {
    private static final String READ_BACK = """
            import sys, rosgraph
            v = rosgraph.Master('/reader').getParam(sys.argv[1])
            print(v['bytes'].data, v['when'].value, v['list'], v['text'], v['flag'], v['real'], v['deep'])
            """;

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldReadWhatRosparamLoads(Master master) throws Exception {
        ParameterTree parameters = node(master, "param_reader").getParameterTree();
        Path file = Files.writeString(home.resolve("all.yaml"), """
                an_int: -7
                a_bool: false
                a_double: 0.0015
                a_text: "hé <x> & 'y': 100"
                a_list: [1, two, 3.5, [true, {k: v}]]
                nested: {deep: {er: 1}}
                when: 2024-02-29 12:34:56
                bytes: !!binary aGVsbG8=
                half_turn: deg(180)
                """);
        tools(master).run("rosparam", "load", file.toString(), "/loaded");
        Map<String, ?> all = parameters.getMap("/loaded", Map.of());
        assertEquals(-7, all.get("an_int"));
        assertEquals(false, all.get("a_bool"));
        assertEquals(0.0015, all.get("a_double"));
        assertEquals("hé <x> & 'y': 100", all.get("a_text"));
        assertEquals(List.of(1, "two", 3.5, List.of(true, Map.of("k", "v"))), all.get("a_list"));
        assertEquals(1, parameters.getInteger("/loaded/nested/deep/er", 0));
        assertEquals(Instant.parse("2024-02-29T12:34:56Z"), all.get("when"));
        assertArrayEquals("hello".getBytes(StandardCharsets.US_ASCII), (byte[]) all.get("bytes"));
        assertEquals(Math.PI, parameters.getDouble("/loaded/half_turn", 0));
        parameters.delete("/loaded");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldSetWhatPythonReads(Master master) throws Exception {
        ParameterTree parameters = node(master, "param_setter").getParameterTree();
        parameters.set(
                "/ours",
                Map.of(
                        "bytes",
                        new byte[] {0, 104, -1},
                        "when",
                        Instant.parse("2024-02-29T12:34:56Z"),
                        "list",
                        List.of(1, 2.5, List.of("x")),
                        "text",
                        "hé <x> & \n",
                        "flag",
                        true,
                        "real",
                        -1e-9,
                        "deep",
                        Map.of("er", Map.of("est", 1))));
        String read = tools(master).run("/usr/bin/python3", "-c", READ_BACK, "/ours");
        assertEquals(
                "b'\\x00h\\xff' 20240229T12:34:56 [1, 2.5, ['x']] hé <x> & \n True -1e-09 {'er': {'est': 1}}\n", read);
        assertTrue(tools(master).run("rosparam", "get", "/ours/when").contains("value: 20240229T12:34:56"));
        parameters.delete("/ours");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldKeepWhatIsDumpedDeletedAndLoadedAgain(Master master) throws Exception {
        ParameterTree parameters = node(master, "param_keeper").getParameterTree();
        RosTools tools = tools(master);
        parameters.set("/kept/ints", List.of(1, -2));
        parameters.set("/kept/gain", 0.125);
        parameters.set("/kept/name", "hé: [no list]");
        parameters.set("/kept/on", true);
        parameters.set("/kept/deep/er/est", -3);
        Map<String, ?> before = new TreeMap<>(parameters.getMap("/kept", Map.of()));
        Path file = home.resolve("kept.yaml");
        tools.run("rosparam", "dump", file.toString(), "/kept");
        assertTrue(tools.run("rosparam", "list").contains("/kept/deep/er/est\n"));
        tools.run("rosparam", "delete", "/kept");
        assertFalse(parameters.has("/kept"));
        tools.run("rosparam", "load", file.toString(), "/kept");
        assertEquals(before, new TreeMap<>(parameters.getMap("/kept", Map.of())));
        tools.run("rosparam", "set", "/kept/gain", "rad(2)");
        assertEquals("-3\n", tools.run("rosparam", "get", "/kept/deep/er/est"));
        parameters.delete("/kept");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldShareParametersWithRosparam(Master master) throws Exception {
        ParameterTree parameters = node(master, "rosparam_node").getParameterTree();
        tools(master)
                .run(
                        "rosparam",
                        "set",
                        "/rosparam_theirs",
                        "{rate: 200, gain: 0.5, active: true, names: [a, b], deep: {text: hé}}");
        assertEquals(200, parameters.getInteger("/rosparam_theirs/rate", 0));
        assertEquals(0.5, parameters.getDouble("/rosparam_theirs/gain", 0));
        assertTrue(parameters.getBoolean("/rosparam_theirs/active", false));
        assertEquals(List.of("a", "b"), parameters.getList("/rosparam_theirs/names", List.of()));
        assertEquals("hé", parameters.getString("/rosparam_theirs/deep/text", ""));
        parameters.set("~speed", 1.5);
        parameters.set("~limits", Map.of("low", List.of(-1.0, -2.0), "high", 3));
        RosTools.Running dump = tools(master).start("rosparam", "dump", "/dev/stdout", "/rosparam_node");
        assertTrue(tools(master).run("rosparam", "get", "/rosparam_node/speed").contains("1.5"));
        dump.awaitText("speed: 1.5");
        dump.awaitText("high: 3");
        tools(master).run("rosparam", "delete", "/rosparam_node/limits");
        assertFalse(parameters.has("~limits"));
        parameters.delete("/rosparam_theirs");
        parameters.delete("/rosparam_node");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldHearOfParametersThatRosparamSetsAndDeletes(Master master) throws Exception {
        ParameterTree parameters = node(master, "informed").getParameterTree();
        BlockingQueue<Optional<Object>> heard = new LinkedBlockingQueue<>();
        ParameterSubscription subscription = parameters.subscribe("/watched", heard::add);
        tools(master).run("rosparam", "set", "/watched/gain", "0.5");
        assertEquals(Optional.of(Map.of("gain", 0.5)), heard.poll(10, TimeUnit.SECONDS));
        assertEquals(0.5, parameters.cached().getDouble("/watched/gain", 0));
        tools(master).run("rosparam", "set", "/watched", "{gain: 2, name: left}");
        // rosparam sets the members of a map one after the other.
        TestNodes.await(
                "both members",
                10,
                () -> Optional.of(Map.of("gain", 2, "name", "left")).equals(heard.poll()));
        TestNodes.await("the cache", 10, () -> parameters.cached().getDouble("/watched/gain", 0) == 2);
        tools(master).run("rosparam", "delete", "/watched");
        assertEquals(Optional.empty(), heard.poll(10, TimeUnit.SECONDS));
        assertEquals(Optional.empty(), subscription.get());
        subscription.close();
    }
}
