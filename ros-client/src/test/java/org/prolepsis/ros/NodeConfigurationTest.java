package org.prolepsis.ros;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
