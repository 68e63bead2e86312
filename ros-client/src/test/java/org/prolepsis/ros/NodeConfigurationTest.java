package org.prolepsis.ros;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.graph.GraphException;

class NodeConfigurationTest {
    private static NodeConfiguration parse(Map<String, String> env, String... args) {
        return NodeConfiguration.parse(args, env);
    }

    @Test
    void shouldSortTheArgumentsOfRoslaunch() {
        NodeConfiguration c = parse(
                Map.of("ROS_MASTER_URI", "http://robot:11311", "ROS_NAMESPACE", "arm"),
                "--verbose",
                "chunk:=/action_chunk",
                "_rate:=200",
                "_joints:=[a, b]",
                "__name:=act",
                "__log:=/tmp/act.log",
                "plain");
        assertEquals(URI.create("http://robot:11311"), c.masterUri());
        assertEquals(List.of("--verbose", "plain"), c.arguments());
        assertEquals(Map.of("chunk", "/action_chunk"), c.remappings());
        assertEquals(Map.of("rate", 200, "joints", List.of("a", "b")), c.parameters());
        assertEquals(Optional.of("/tmp/act.log"), c.logFile());
        assertEquals("/arm/act", c.resolvedName("action"));
    }

    @Test
    void shouldPreferTheCommandLineToTheEnvironment() {
        NodeConfiguration c = parse(
                Map.of("ROS_MASTER_URI", "http://a:1", "ROS_NAMESPACE", "env", "ROS_IP", "10.0.0.1"),
                "__master:=http://b:2",
                "__ns:=/cli",
                "__ip:=10.0.0.2");
        assertEquals(URI.create("http://b:2"), c.masterUri());
        assertEquals("/cli", c.namespace());
        assertEquals("10.0.0.2", c.host());
        assertEquals(
                "h", parse(Map.of("ROS_IP", "10.0.0.1", "ROS_HOSTNAME", "h")).host());
        assertEquals("10.0.0.1", parse(Map.of("ROS_IP", "10.0.0.1")).host());
    }

    @Test
    void shouldBindLoopbackByDefault() {
        NodeConfiguration c = parse(Map.of());
        assertEquals("127.0.0.1", c.host());
        assertEquals(URI.create("http://127.0.0.1:11311"), c.masterUri());
        assertEquals("/action", c.resolvedName("action"));
    }

    @Test
    void shouldHandMessagesOverInTheJvmUnlessToldNotTo() {
        assertTrue(parse(Map.of()).intraProcess());
        assertFalse(parse(Map.of("PROLEPSIS_INTRAPROCESS", "0")).intraProcess());
        assertFalse(parse(Map.of("PROLEPSIS_INTRAPROCESS", "false")).intraProcess());
        GraphException rejected =
                assertThrows(GraphException.class, () -> parse(Map.of("PROLEPSIS_INTRAPROCESS", "perhaps")));
        assertTrue(rejected.getMessage().contains("'perhaps'"), rejected.getMessage());
    }

    @Test
    void shouldChangeOneThingAndKeepTheRest() {
        NodeConfiguration c =
                parse(Map.of("ROS_IP", "10.0.0.1"), "a:=b", "_rate:=5", "__name:=n", "__log:=/tmp/n.log", "x");
        assertEquals(c, c.withName("other").withName("n"));
        assertEquals(c, c.withIntraProcess(false).withIntraProcess(true));
        assertEquals(c, c.withNamespace("ns").withNamespace("/"));
        assertEquals(c, c.withHost("10.0.0.2").withHost("10.0.0.1"));
        assertEquals(Map.of("a", "b", "c", "d"), c.withRemapping("c", "d").remappings());
        assertEquals(Map.of("rate", 5, "gain", 2), c.withParameter("gain", 2).parameters());
        assertEquals("10.0.0.2", c.withHost("10.0.0.2").host());
        assertFalse(c.withIntraProcess(false).intraProcess());
        assertEquals(List.of("x"), c.withParameter("gain", 2).arguments());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__master:=robot",
                "__master:=http://robot",
                "__master:=ftp://robot:1",
                "__master:=http://a b:1",
                "__name:=a/b",
                "__name:=1",
                "__ns:=/a b",
                "chunk:=",
                "chunk:=a b",
                "_a//b:=1"
            })
    void shouldRejectMalformedArgumentsAndNameThem(String argument) {
        GraphException rejected = assertThrows(GraphException.class, () -> parse(Map.of(), argument));
        assertTrue(rejected.getMessage().contains("'"), rejected.getMessage());
    }
}
