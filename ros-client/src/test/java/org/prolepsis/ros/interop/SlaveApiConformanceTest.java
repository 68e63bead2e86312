package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.Publisher;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.node.RosConnectedNode;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;

/** The same calls to a rospy node and to one of ours, connected to each other: the answers must be the same. */
class SlaveApiConformanceTest extends BothMasters {
    private static final List<String> PLAIN = List.of(
            "getBusStats", "getBusInfo", "getMasterUri", "getName", "getPid", "getSubscriptions", "getPublications");

    private final XmlRpcClient client = new XmlRpcClient();
    private URI uri;

    private static List<List<Object>> calls() {
        List<List<Object>> calls = new ArrayList<>();
        for (String method : PLAIN) {
            calls.add(List.of(method));
            calls.add(List.of(method, 5));
            calls.add(List.of(method, "/x", 1));
        }
        for (String method : List.of("paramUpdate", "publisherUpdate", "requestTopic")) {
            calls.add(List.of(method));
            calls.add(List.of(method, "/x"));
            calls.add(List.of(method, "/x", "/y"));
            calls.add(List.of(method, 5, "/y", List.of()));
            calls.add(List.of(method, "/x", "", List.of("http://127.0.0.1:1/")));
            calls.add(List.of(method, "/x", 5, List.of("http://127.0.0.1:1/")));
        }
        calls.add(List.of("shutdown"));
        calls.add(List.of("shutdown", "/x", "/y", "/z"));
        calls.add(List.of("noSuchMethod", "/x"));
        calls.add(List.of("paramUpdate", "/x", "relative", 1));
        calls.add(List.of("paramUpdate", "/x", "/never/subscribed", 1));
        calls.add(List.of("publisherUpdate", "/x", "/none", List.of()));
        calls.add(List.of("publisherUpdate", "/x", "/none", List.of("http://127.0.0.1:1/")));
        calls.add(List.of("publisherUpdate", "/x", "/none", "http://127.0.0.1:1/"));
        calls.add(List.of("publisherUpdate", "/x", "/none", List.of(5)));
        calls.add(List.of("publisherUpdate", "/x", "/none", List.of("nonsense")));
        calls.add(List.of("publisherUpdate", "/x", "/", List.of()));
        calls.add(List.of("requestTopic", "/x", "/none", List.of(List.of("TCPROS"))));
        calls.add(List.of("requestTopic", "/x", "/out", List.of()));
        calls.add(List.of("requestTopic", "/x", "/out", List.of(List.of("CARRIER_PIGEON", "coo"))));
        calls.add(List.of("requestTopic", "/x", "/out", List.of("TCPROS")));
        calls.add(List.of("requestTopic", "/x", "/out", List.of(List.of("UDPROS"), List.of("TCPROS"))));
        calls.add(List.of("requestTopic", "/ns/x", "out", List.of(List.of("TCPROS"))));
        calls.add(List.of("requestTopic", "/x", "out", List.of(List.of("TCPROS"))));
        calls.add(List.of("requestTopic", "/x", "with space", List.of(List.of("TCPROS"))));
        calls.add(List.of("requestTopic", "/x", "/", List.of(List.of("TCPROS"))));
        calls.add(List.of(
                "system.multicall",
                List.of(
                        Map.of("methodName", "getName", "params", List.of("/x", "/y")),
                        Map.of("methodName", "requestTopic", "params", List.of("/x", "/none", List.of("TCPROS"))))));
        return calls;
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldAnswerEveryCallAsRospyDoes(Master master) throws Exception {
        uri = uri(master);
        RosConnectedNode node = node(master, "ours");
        RosTools tools = tools(master);
        try (client) {
            Publisher<org.prolepsis.msgs.std_msgs.String> out =
                    node.newPublisher("/out", org.prolepsis.msgs.std_msgs.String.TYPE);
            tools.rospy("echo", "/out", "/in").awaitText("ready");
            TestNodes.await("rospy", 20, () -> out.getNumberOfSubscribers() == 1);
            node.newPublisher("/in", org.prolepsis.msgs.std_msgs.String.TYPE);
            String rospy = out.getConnections().get(0).peer();
            List<String> theirs = new ArrayList<>();
            List<String> ours = new ArrayList<>();
            for (List<Object> call : calls()) {
                // rospy publishes /in where we publish /out.
                List<Object> turned = call.stream()
                        .map(a -> a.equals("/out") ? "/in" : a.equals("out") ? "in" : a)
                        .toList();
                theirs.add(call + " -> " + show(call(rospy, turned)).replace("/in]", "/out]"));
                ours.add(call + " -> " + show(call("/ours", call)));
            }
            assertEquals(String.join("\n", theirs), String.join("\n", ours));
            compareShapes(rospy);
        }
    }

    /** The figures differ, the lists they are in must not. */
    private void compareShapes(String rospy) throws Exception {
        for (String method : List.of("getMasterUri", "getPid", "getUri", "getName")) {
            assertEquals(
                    shape(call(rospy, List.of(method, "/x"))), shape(call("/ours", List.of(method, "/x"))), method);
        }
        for (String method : List.of("getBusStats", "getPublications", "getSubscriptions")) {
            String theirs = shape(call(rospy, List.of(method, "/x")));
            String ours = shape(call("/ours", List.of(method, "/x")));
            assertTrue(theirs.startsWith("[Integer, String, ["), theirs);
            assertTrue(ours.startsWith("[Integer, String, ["), ours);
        }
        List<?> theirs = first(call(rospy, List.of("getBusInfo", "/x")), "i");
        List<?> ours = first(call("/ours", List.of("getBusInfo", "/x")), "o");
        assertEquals(shape(theirs), shape(ours));
        // rospy has forgotten the descriptor of a connection that it made itself.
        assertEquals(
                String.valueOf(theirs.get(6)).replaceAll("\\d+|None", "N"),
                String.valueOf(ours.get(6)).replaceAll("\\d+", "N"));
    }

    private static List<?> first(Object reply, String direction) {
        return ((List<?>) ((List<?>) reply).get(2))
                .stream()
                        .map(info -> (List<?>) info)
                        .filter(info -> info.get(2).equals(direction))
                        .findFirst()
                        .orElseThrow();
    }

    private Object call(String node, List<Object> call) throws Exception {
        URI api = URI.create((String) new MasterClient(uri, "/test", client).call("lookupNode", node));
        try {
            Object[] arguments = call.subList(1, call.size()).toArray();
            return client.call(api, Duration.ofSeconds(5), (String) call.get(0), arguments);
        } catch (XmlRpcFault fault) {
            return "fault " + fault.code() + " " + fault.getMessage().replaceAll("^<class '.*?'>:", "");
        }
    }

    private static String show(Object value) {
        if (value instanceof Object[] array) {
            return show(Arrays.asList(array));
        }
        // Every node has ports of its own.
        return String.valueOf(value).replaceAll("(127\\.0\\.0\\.1[:, ]+)\\d{2,}", "$1PORT");
    }

    private static String shape(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(SlaveApiConformanceTest::shape).toList().toString()
                : value.getClass().getSimpleName();
    }
}
