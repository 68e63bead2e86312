package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;

/** The same calls to rosmaster and to the embedded master: every answer must be the same. */
@Timeout(60)
class MasterApiConformanceTest {
    private static final String A = "http://127.0.0.1:1/";
    private static final String B = "http://127.0.0.1:2/";
    private static final String S = "rosrpc://127.0.0.1:3";

    @TempDir
    Path home;

    private static Object[] call(String method, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = method;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }

    /** In order: later calls see what earlier ones did. */
    private static List<Object[]> calls() {
        List<Object[]> calls = new ArrayList<>();
        arity(calls);
        registrations(calls);
        lookups(calls);
        unregistrations(calls);
        parameters(calls);
        parameterErrors(calls);
        return calls;
    }

    private static void arity(List<Object[]> calls) {
        Map<String, Integer> arities = new LinkedHashMap<>();
        for (String one : List.of("getUri", "getPid", "getParamNames", "getTopicTypes", "getSystemState")) {
            arities.put(one, 1);
        }
        for (String two : List.of(
                "getParam",
                "hasParam",
                "deleteParam",
                "searchParam",
                "lookupNode",
                "lookupService",
                "getPublishedTopics",
                "shutdown")) {
            arities.put(two, 2);
        }
        for (String three : List.of(
                "setParam",
                "subscribeParam",
                "unsubscribeParam",
                "unregisterPublisher",
                "unregisterSubscriber",
                "unregisterService")) {
            arities.put(three, 3);
        }
        for (String four : List.of("registerPublisher", "registerSubscriber", "registerService")) {
            arities.put(four, 4);
        }
        arities.forEach((method, arity) -> {
            calls.add(call(method));
            for (int wrong : new int[] {arity - 1, arity + 1}) {
                Object[] arguments = new Object[wrong];
                Arrays.fill(arguments, "/x");
                calls.add(call(method, arguments));
            }
            Object[] noCaller = new Object[arity];
            Arrays.fill(noCaller, 5);
            calls.add(call(method, noCaller));
        });
        calls.add(call("noSuchMethod", "/x"));
        calls.add(call("getName", "/x"));
    }

    private static void registrations(List<Object[]> calls) {
        calls.add(call("registerPublisher", "/a", "/t", "std_msgs/String", A));
        calls.add(call("registerSubscriber", "/b", "/t", "*", B));
        calls.add(call("registerSubscriber", "/b", "/any", "*", B));
        calls.add(call("registerPublisher", "/a", "/any", "*", A));
        calls.add(call("registerSubscriber", "/ns/c", "relative", "std_msgs/Int32", B));
        calls.add(call("registerPublisher", "/ns/c", "~own", "std_msgs/Int32", B));
        calls.add(call("registerPublisher", "/b", "/t", "std_msgs/Int32", B));
        calls.add(call("registerService", "/a", "/s", S, A));
        calls.add(call("registerService", "/b", "/s2", S, B));
        for (Object topic : List.of("", 5, "/", "with space", "http://x", "a//b/", List.of())) {
            calls.add(call("registerPublisher", "/a", topic, "std_msgs/String", A));
            calls.add(call("registerSubscriber", "/a", topic, "std_msgs/String", A));
            calls.add(call("registerService", "/a", topic, S, A));
        }
        for (Object type : List.of("", 5, "String", "a/b/c", "/b", "a/")) {
            calls.add(call("registerPublisher", "/a", "/typed", type, A));
        }
        for (Object api : List.of("", 5, "127.0.0.1:1", "https://x:1/", "rosrpc://x:1")) {
            calls.add(call("registerPublisher", "/d", "/t", "std_msgs/String", api));
            calls.add(call("registerService", "/d", "/s", api, A));
        }
        calls.add(call("getSystemState", "/x"));
    }

    private static void lookups(List<Object[]> calls) {
        for (Object name : List.of("/a", "a", "/none", "", 5, "/", "with space", "/a/")) {
            calls.add(call("lookupNode", "/x", name));
        }
        for (Object name : List.of("/s", "s", "/none", "", 5, "/")) {
            calls.add(call("lookupService", "/x", name));
        }
        for (Object subgraph : List.of("", "/", "/ns", "ns", "/ns/", "/none", "/t", 5)) {
            calls.add(call("getPublishedTopics", "/x", subgraph));
        }
        calls.add(call("getTopicTypes", "/x"));
        calls.add(call(
                "system.multicall",
                List.of(
                        Map.of("methodName", "lookupNode", "params", List.of("/x", "/a")),
                        Map.of("methodName", "getParam", "params", List.of("/x")))));
    }

    private static void unregistrations(List<Object[]> calls) {
        calls.add(call("unregisterPublisher", "/a", "/t", B));
        calls.add(call("unregisterPublisher", "/nobody", "/t", A));
        calls.add(call("unregisterPublisher", "/a", "/t", A));
        calls.add(call("unregisterPublisher", "/a", "/t", A));
        calls.add(call("unregisterSubscriber", "/b", "/none", B));
        calls.add(call("unregisterSubscriber", "/b", "/t", B));
        calls.add(call("unregisterSubscriber", "/nobody", "/t", B));
        calls.add(call("unregisterService", "/a", "/s", "rosrpc://127.0.0.1:9"));
        calls.add(call("unregisterService", "/b", "/s", S));
        calls.add(call("unregisterService", "/nobody", "/s", S));
        calls.add(call("unregisterService", "/a", "/s", S));
        calls.add(call("unregisterService", "/a", "/s", S));
        calls.add(call("unregisterPublisher", "/a", "", A));
        calls.add(call("unregisterService", "/a", "/s", ""));
        calls.add(call("getSystemState", "/x"));
        calls.add(call("unregisterPublisher", "/a", "/any", A));
        calls.add(call("lookupNode", "/x", "/a"));
        calls.add(call("getTopicTypes", "/x"));
    }

    private static void parameters(List<Object[]> calls) {
        Map<String, Object> everything = new LinkedHashMap<>();
        everything.put("int", 7);
        everything.put("bool", true);
        everything.put("double", -0.125);
        everything.put("text", "hé <&> \"q\"\n");
        everything.put("list", List.of(1, "two", 3.0, List.of(false)));
        everything.put("deep", Map.of("er", Map.of("est", 1)));
        everything.put("when", Instant.parse("2024-02-29T12:34:56Z"));
        everything.put("bytes", List.of(new byte[] {0, 1, -1}));
        calls.add(call("setParam", "/n", "/p", everything));
        for (String key : List.of("/p", "/p/", "p/deep/er", "/p/deep/er/est/", "/p/int/x", "/none", "//p//int")) {
            calls.add(call("getParam", "/n", key));
            calls.add(call("hasParam", "/n", key));
        }
        calls.add(call("setParam", "/ns/n", "~own", 1));
        calls.add(call("setParam", "/ns/n", "shared", 2));
        calls.add(call("setParam", "/n", "/p/int/now/a/tree", 3));
        calls.add(call("getParam", "/n", "/p/int"));
        calls.add(call("setParam", "/n", "/empty", Map.of()));
        calls.add(call("getParam", "/n", "/empty"));
        calls.add(call("searchParam", "/ns/n/x", "shared"));
        calls.add(call("searchParam", "/ns/n/x", "p/deep/none"));
        calls.add(call("searchParam", "/ns/n/x", "/p/int"));
        calls.add(call("searchParam", "/ns/n/x", "none"));
        calls.add(call("searchParam", "/ns/n/x", "~own"));
        calls.add(call("searchParam", "relative", "p"));
        calls.add(call("subscribeParam", "/n", A, "/p/deep"));
        calls.add(call("subscribeParam", "/n", A, "/not/yet"));
        calls.add(call("unsubscribeParam", "/n", A, "/p/deep"));
        calls.add(call("unsubscribeParam", "/n", A, "/never"));
        calls.add(call("deleteParam", "/n", "/p/deep/er"));
        calls.add(call("getParam", "/n", "/p/deep"));
        calls.add(call("deleteParam", "/n", "/p/deep/er"));
        calls.add(call("getParamNames", "/n"));
    }

    private static void parameterErrors(List<Object[]> calls) {
        for (Object key : List.of("", 5, 0, List.of())) {
            for (String method : List.of("getParam", "hasParam", "deleteParam", "searchParam")) {
                calls.add(call(method, "/n", key));
            }
            calls.add(call("setParam", "/n", key, 1));
            calls.add(call("subscribeParam", "/n", A, key));
        }
        calls.add(call("subscribeParam", "/n", "", "/p"));
        calls.add(call("subscribeParam", "/n", "nonsense", "/p"));
        calls.add(call("setParam", "/n", "/", 5));
        calls.add(call("deleteParam", "/n", "/"));
        calls.add(call("setParam", "/n", "/", Map.of("only", 1)));
        calls.add(call("getParam", "/n", "/"));
    }

    @Test
    void shouldAnswerEveryCallAsRosmasterDoes() throws Exception {
        List<String> missing = RosTools.missing();
        Assumptions.assumeTrue(missing.isEmpty(), "SKIPPED: not installed here: " + missing);
        int port = RosTools.freePort();
        URI real = URI.create("http://127.0.0.1:" + port);
        try (RosTools tools = new RosTools(real, home);
                RosMaster embedded = RosMaster.start("127.0.0.1", 0);
                XmlRpcClient client = new XmlRpcClient()) {
            tools.start("rosmaster", "--core", "-p", String.valueOf(port));
            tools.awaitMasterOnly();
            List<String> theirs = new ArrayList<>();
            List<String> ours = new ArrayList<>();
            call(client, embedded.uri(), call("deleteParam", "/n", "/run_id"));
            call(client, embedded.uri(), call("deleteParam", "/n", "/rosversion"));
            call(client, embedded.uri(), call("deleteParam", "/n", "/rosdistro"));
            for (Object[] call : calls()) {
                String asked = Arrays.deepToString(call) + " -> ";
                theirs.add(asked + show(call(client, real, call)));
                ours.add(asked + show(call(client, embedded.uri(), call)));
            }
            assertEquals(String.join("\n", theirs), String.join("\n", ours));
            int pid = (Integer) ((List<?>) call(client, embedded.uri(), call("getPid", "/x"))).get(2);
            assertEquals(ProcessHandle.current().pid(), pid);
            assertNotEquals(pid, ((List<?>) call(client, real, call("getPid", "/x"))).get(2));
            assertEquals(List.of(1, "", embedded.uri() + "/"), call(client, embedded.uri(), call("getUri", "/x")));
        }
    }

    private static Object call(XmlRpcClient client, URI master, Object[] call) throws Exception {
        try {
            Object[] arguments = Arrays.copyOfRange(call, 1, call.length);
            return client.call(master, Duration.ofSeconds(5), (String) call[0], arguments);
        } catch (XmlRpcFault fault) {
            // Python puts the name of its exception before the message.
            return "fault " + fault.code() + " " + fault.getMessage().replaceAll("^<class '.*?'>:", "");
        }
    }

    private static String show(Object value) {
        if (value instanceof byte[] bytes) {
            return "bytes " + Arrays.toString(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(MasterApiConformanceTest::show).toList().toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, String> shown = new LinkedHashMap<>();
            map.forEach((key, member) -> shown.put(key, show(member)));
            return shown.toString();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }
}
