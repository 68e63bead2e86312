package org.prolepsis.ros.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.prolepsis.ros.xmlrpc.XmlRpcException;

/** What a peer may make the embedded master do and remember. */
@Timeout(120)
class HostileMasterClientsTest {
    private static final long MIB = 1 << 20;
    private final RosMaster master = RosMaster.start("127.0.0.1", 0);
    private final XmlRpcClient client = new XmlRpcClient();

    @AfterEach
    void stop() {
        client.close();
        master.close();
    }

    private List<?> call(String method, Object... arguments) throws Exception {
        return (List<?>) client.call(master.uri(), Duration.ofSeconds(30), method, arguments);
    }

    private void assertServes() throws Exception {
        assertEquals(1, call("setParam", "/good", "/good", 1).get(0));
        assertEquals(1, call("getParam", "/good", "/good").get(2));
        assertEquals(1, call("getParamNames", "/good").get(0));
    }

    @Test
    void shouldRefuseOneCallThatAsksForGigabytes() throws Exception {
        assertEquals(
                1,
                call("setParam", "/bad", "/large", "x".repeat((int) (4 * MIB))).get(0));
        Map<String, Object> ask = Map.of("methodName", "getParam", "params", List.of("/bad", "/large"));
        List<Object> calls = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            calls.add(ask);
        }
        XmlRpcException refused = assertThrows(XmlRpcException.class, () -> call("system.multicall", calls));
        assertTrue(refused.getMessage().contains("exceeds"), refused.getMessage());
        assertServes();
    }

    @Test
    void shouldRefuseParametersTooDeepToBeReadBack() throws Exception {
        long heap = Usage.heap();
        assertNotEquals(1, call("setParam", "/bad", "/a".repeat(500), 1).get(0));
        assertNotEquals(1, call("setParam", "/bad", "/a".repeat(1_000_000), 1).get(0));
        Object deep = 1;
        for (int i = 0; i < 110; i++) {
            deep = Map.of("a", deep);
        }
        assertNotEquals(1, call("setParam", "/bad", "/deep", deep).get(0));
        assertEquals(1, call("getParam", "/good", "/").get(0));
        assertServes();
        assertTrue(Usage.heap() - heap < 16 * MIB, "it keeps what it refused");
    }

    @Test
    void shouldRefuseNamesWithoutEnd() throws Exception {
        String name = "/" + "x".repeat(100_000);
        assertEquals(
                -1,
                call("registerPublisher", name, "/t", "std_msgs/String", "http://127.0.0.1:1/")
                        .get(0));
        assertEquals(
                -1,
                call("registerPublisher", "/n", name, "std_msgs/String", "http://127.0.0.1:1/")
                        .get(0));
        assertEquals(
                -1,
                call("registerService", "/n", "/s", "rosrpc://" + name, "http://127.0.0.1:1/")
                        .get(0));
        assertEquals(1, call("getSystemState", "/good").get(0));
        assertServes();
    }

    @Test
    void shouldAnswerWhileAnotherRegistersTensOfThousandsOfTopics() throws Exception {
        List<Object> calls = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            calls.add(Map.of(
                    "methodName",
                    "registerPublisher",
                    "params",
                    List.of("/bad", "/bad/" + i, "std_msgs/String", "http://127.0.0.1:1/")));
        }
        Thread flood = new Thread(() -> {
            try {
                call("system.multicall", calls);
            } catch (Exception refused) {
                // Whether it is allowed is not the question here.
                return;
            }
        });
        flood.start();
        while (flood.isAlive()) {
            long begin = System.nanoTime();
            assertServes();
            long millis = (System.nanoTime() - begin) / 1_000_000;
            assertTrue(millis < 5000, "three calls took " + millis + " ms");
        }
        flood.join();
    }
}
