package org.prolepsis.ros.master;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;

/** The answers are those of rosmaster 1.15. */
class MasterApiTest {
    private static final String API = "http://127.0.0.1:1/";

    private final NodeCallbacks callbacks = new NodeCallbacks();
    private final MasterApi master = new MasterApi("http://127.0.0.1:11311/", callbacks, () -> {});

    @AfterEach
    void close() {
        callbacks.close();
    }

    private List<?> call(String method, Object... arguments) throws XmlRpcFault {
        return (List<?>) master.call(method, Arrays.asList(arguments));
    }

    @Test
    void shouldRegisterAndUnregister() throws XmlRpcFault {
        assertEquals(
                List.of(1, "Registered [/a] as publisher of [/t]", List.of()),
                call("registerPublisher", "/a", "/t", "std_msgs/String", API));
        assertEquals(
                List.of(1, "Subscribed to [/t]", List.of(API)), call("registerSubscriber", "/b", "/t", "*", API + "b"));
        call("registerService", "/a", "/s", "rosrpc://127.0.0.1:2", API);
        assertEquals(
                List.of(
                        List.of(List.of("/t", List.of("/a"))),
                        List.of(List.of("/t", List.of("/b"))),
                        List.of(List.of("/s", List.of("/a")))),
                call("getSystemState", "/x").get(2));
        assertEquals(List.of(1, "node api", API), call("lookupNode", "/x", "/a"));
        assertEquals("rosrpc://127.0.0.1:2", call("lookupService", "/x", "/s").get(2));
        assertEquals(
                List.of(List.of("/t", "std_msgs/String")),
                call("getPublishedTopics", "/x", "").get(2));
        assertEquals(List.of(), call("getPublishedTopics", "/x", "/other").get(2));
        assertEquals(
                0, call("unregisterPublisher", "/a", "/t", "http://other:1/").get(2));
        assertEquals(1, call("unregisterPublisher", "/a", "/t", API).get(2));
        assertEquals(
                1, call("unregisterService", "/a", "/s", "rosrpc://127.0.0.1:2").get(2));
        assertEquals(List.of(-1, "unknown node [/a]", ""), call("lookupNode", "/x", "/a"));
        assertEquals(List.of(-1, "no provider", ""), call("lookupService", "/x", "/s"));
        assertEquals(
                List.of(List.of("/t", "std_msgs/String")),
                call("getTopicTypes", "/x").get(2));
    }

    @Test
    void shouldForgetWhatAnOlderNodeOfTheSameNameHad() throws XmlRpcFault {
        call("registerPublisher", "/a", "/old", "std_msgs/String", API);
        call("registerPublisher", "/a", "/new", "std_msgs/String", "http://127.0.0.1:2/");
        assertEquals(
                List.of(List.of("/new", List.of("/a"))),
                ((List<?>) call("getSystemState", "/x").get(2)).get(0));
        assertEquals("http://127.0.0.1:2/", call("lookupNode", "/x", "/a").get(2));
    }

    @Test
    void shouldAnswerWrongCallsAsRosmasterDoes() throws XmlRpcFault {
        assertEquals(List.of(-1, "Error: bad call arity", List.of()), call("registerPublisher", "/a"));
        assertEquals(List.of(-1, "Error: bad call arity", 0), call("getParam", "/a"));
        assertEquals(List.of(-1, "missing required caller_id parameter", 0), call("getParam"));
        assertEquals(List.of(-1, "caller_id must be a string", 0), call("getParam", 1, "/a"));
        assertEquals(
                List.of(-1, "ERROR: parameter [caller_api] is not an RPC URI", List.of()),
                call("registerSubscriber", "/a", "/t", "std_msgs/String", "nonsense"));
        assertEquals(-1, call("registerPublisher", "/a", "/t", "no type", API).get(0));
        assertEquals(
                -1, call("registerPublisher", "/a", 5, "std_msgs/String", API).get(0));
        assertThrows(XmlRpcFault.class, () -> call("noSuchMethod", "/a"));
    }

    @Test
    void shouldTreatMapsAsNamespaces() throws XmlRpcFault {
        assertEquals(
                List.of(1, "parameter /a set", 0), call("setParam", "/n", "/a", Map.of("x", 1, "b", Map.of("y", 2))));
        assertEquals(List.of(1, "Parameter [/a/b/y]", 2), call("getParam", "/n", "/a/b/y"));
        assertEquals(Map.of("y", 2), call("getParam", "/n", "a/b/").get(2));
        call("setParam", "/n", "/a/b/z", 3);
        assertEquals(Map.of("y", 2, "z", 3), call("getParam", "/n", "/a/b").get(2));
        call("setParam", "/n", "/a/x/deep", 4);
        assertEquals(Map.of("deep", 4), call("getParam", "/n", "/a/x").get(2));
        call("setParam", "/n", "/a", Map.of("only", 1));
        assertEquals(List.of(1, "Parameter names", List.of("/a/only")), call("getParamNames", "/n"));
        assertEquals(List.of(-1, "Parameter [/a/x] is not set", 0), call("getParam", "/n", "/a/x"));
        assertEquals(List.of(1, "/a/x", false), call("hasParam", "/n", "/a/x"));
        assertEquals(List.of(1, "parameter /a/only deleted", 0), call("deleteParam", "/n", "/a/only"));
        assertEquals(List.of(-1, "parameter [/a/only] is not set", 0), call("deleteParam", "/n", "/a/only"));
        assertEquals(-1, call("setParam", "/n", "/", 5).get(0));
        assertEquals(Map.of("a", Map.of()), call("getParam", "/n", "/").get(2));
    }

    @Test
    void shouldResolveKeysAgainstTheCaller() throws XmlRpcFault {
        call("setParam", "/ns/node", "~rate", 1);
        call("setParam", "/ns/node", "shared", 2);
        assertEquals(1, call("getParam", "/x", "/ns/node/rate").get(2));
        assertEquals(2, call("getParam", "/x", "/ns/shared").get(2));
    }

    @Test
    void shouldSearchFromTheCallerOutwardsForTheFirstPart() throws XmlRpcFault {
        call("setParam", "/n", "/robot", Map.of("arm", 1));
        call("setParam", "/n", "/pr2/robot/base", 2);
        assertEquals("/pr2/robot", call("searchParam", "/pr2/foo", "robot").get(2));
        assertEquals(
                "/pr2/robot/arm", call("searchParam", "/pr2/foo", "robot/arm").get(2));
        assertEquals("/robot", call("searchParam", "/other/foo", "robot").get(2));
        assertEquals(-1, call("searchParam", "/other/foo", "nothing").get(0));
        assertEquals(List.of(0, "Internal failure: invalid key", 0), call("searchParam", "/other/foo", "~x"));
    }

    @Test
    void shouldTellParameterSubscribersOfChangesAboveAndBelow() {
        Set<String> subscriptions = Set.of("/a/");
        assertEquals(
                List.of(new ParameterUpdates.Update("/a/", "/a/b/", 1)),
                ParameterUpdates.of(subscriptions, "/a/b/", 1));
        assertEquals(
                List.of(new ParameterUpdates.Update("/a/", "/a/", 5)),
                ParameterUpdates.of(subscriptions, "/", Map.of("a", 5)));
        assertEquals(
                List.of(new ParameterUpdates.Update("/a/", "/a/", Map.of())),
                ParameterUpdates.of(subscriptions, "/", Map.of("other", 5)));
        assertTrue(ParameterUpdates.of(subscriptions, "/ab/", 1).isEmpty());
    }
}
