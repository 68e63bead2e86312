package org.prolepsis.ros;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prolepsis.graph.GraphException;
import org.prolepsis.ros.net.HttpLimits;
import org.prolepsis.ros.net.InboundLimits;
import org.prolepsis.ros.tcpros.TcprosLimits;

class RosLimitsTest {
    private static NodeConfiguration parse(String... arguments) {
        return NodeConfiguration.parse(arguments, Map.of());
    }

    @Test
    void shouldTakePrivateParametersOfTheCommandLine() {
        RosLimits limits = parse(
                        "_limits/max_connections:=7",
                        "_limits/max_buffered_bytes:=5000000000",
                        "_limits/max_frame_bytes:=2048",
                        "_limits/max_header_bytes:=4096",
                        "_limits/max_publishers:=3",
                        "_limits/max_http_head_bytes:=2000",
                        "_limits/max_xml_bytes:=3000",
                        "_limits/max_xml_nesting:=9",
                        "_limits/header_timeout:=1.5",
                        "_limits/request_timeout:=2",
                        "_limits/idle_timeout:=3")
                .limits();
        assertEquals(
                new RosLimits(
                        new InboundLimits(7, 5_000_000_000L),
                        new HttpLimits(2000, 3000, 9, Duration.ofSeconds(2), Duration.ofSeconds(3)),
                        new TcprosLimits(4096, 2048, 3, Duration.ofMillis(1500))),
                limits);
    }

    @Test
    void shouldTakeSystemPropertiesUnlessTheCommandLineSaysOtherwise() {
        System.setProperty("prolepsis.ros.maxFrameBytes", "4000");
        try {
            assertEquals(4000, RosLimits.ofProcess().tcpros().maxFrameBytes());
            assertEquals(4000, parse().limits().tcpros().maxFrameBytes());
            assertEquals(
                    5000,
                    parse("_limits/max_frame_bytes:=5000").limits().tcpros().maxFrameBytes());
        } finally {
            System.clearProperty("prolepsis.ros.maxFrameBytes");
        }
        assertEquals(256 << 20, RosLimits.ofProcess().tcpros().maxFrameBytes());
    }

    @Test
    void shouldRefuseWhatIsOutOfRangeUnknownOrNoNumber() {
        assertRefused("_limits/max_frame_bytes:=1", "a whole number from 1024 to 1073741824 bytes");
        assertRefused("_limits/max_connections:=1.5", "a whole number from 1 to 1000000 connections");
        assertRefused("_limits/max_xml_nesting:=many", "a whole number from 8 to 1000 levels");
        assertRefused("_limits/header_timeout:=-1", "from 0.1 to 3600 s");
        assertRefused("_limits/header_timeout:=.nan", "from 0.1 to 3600 s");
        assertRefused("_limits/max_frame:=5000", "_limits/max_frame is no limit; there are limits/max_connections");
    }

    private static void assertRefused(String argument, String message) {
        GraphException refused = assertThrows(GraphException.class, () -> parse(argument));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void shouldRefuseRecordsThatAllowNothing() {
        Duration second = Duration.ofSeconds(1);
        assertThrows(GraphException.class, () -> new HttpLimits(0, 1, 1, second, second));
        assertThrows(GraphException.class, () -> new HttpLimits(1, 1, 1, second, Duration.ZERO));
        assertThrows(GraphException.class, () -> new TcprosLimits(1, Integer.MAX_VALUE, 1, second));
        assertThrows(GraphException.class, () -> new TcprosLimits(1, 1, 1, second.negated()));
    }

    @Test
    void shouldBeInTheDocsAsTheyAreDeclared() throws Exception {
        String docs = Files.readString(Path.of("..", "docs", "ros-client.md"));
        assertTrue(
                docs.contains(RosLimit.table().strip()),
                "docs/ros-client.md must have this table:\n" + RosLimit.table());
    }
}
