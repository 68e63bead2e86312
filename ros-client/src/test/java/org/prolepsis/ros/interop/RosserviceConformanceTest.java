package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.ros.node.RosConnectedNode;

/** {@code rosservice list, info, type, uri, node, args, find, call}, and what rospy and we see of a wrong type. */
class RosserviceConformanceTest extends BothMasters {
    private void serve(Master master, String node, String name) throws Exception {
        node(master, node).newServiceServer(name, SetBool.TYPE, (q, r) -> {
            if (!q.data) {
                throw new ServiceException("we will not");
            }
            r.success = true;
            r.message = "we did";
        });
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldTellEverythingOfOurService(Master master) throws Exception {
        serve(master, "service_node", "/described_service");
        RosTools tools = tools(master);
        RosTools.Running info = tools.start("rosservice", "info", "/described_service");
        RosTools.Running find = tools.start("rosservice", "find", "std_srvs/SetBool");
        RosTools.Running list = tools.start("rosservice", "list", "-n");
        assertEquals("std_srvs/SetBool\n", tools.run("rosservice", "type", "/described_service"));
        assertEquals("/service_node\n", tools.run("rosservice", "node", "/described_service"));
        assertEquals("data\n", tools.run("rosservice", "args", "/described_service"));
        assertTrue(tools.run("rosservice", "uri", "/described_service").startsWith("rosrpc://127.0.0.1:"));
        info.awaitText("Node: /service_node\nURI: rosrpc://127.0.0.1:");
        info.awaitText("Type: std_srvs/SetBool\nArgs: data\n");
        find.awaitText("/described_service");
        list.awaitText("/described_service /service_node");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldAnswerItsCallsAndPassOnOurErrors(Master master) throws Exception {
        serve(master, "called_node", "/called_service");
        RosTools tools = tools(master);
        RosTools.Running refused = tools.start("rosservice", "call", "/called_service", "data: false");
        RosTools.Running unknown = tools.start("rosservice", "call", "/unknown_service");
        assertEquals(
                "success: True\nmessage: \"we did\"\n",
                tools.run("rosservice", "call", "/called_service", "data: true"));
        refused.awaitText("ERROR: service [/called_service] responded with an error: b'we will not'");
        unknown.awaitText("Service [/unknown_service] is not available");
    }

    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldRefuseRospyAndBeRefusedByItOverAWrongType(Master master) throws Exception {
        RosTools tools = tools(master);
        serve(master, "node_of_another_type", "/ours_of_another_type");
        RosTools.Running rospy = tools.rospy("call_trigger", "/ours_of_another_type");
        tools.rospy("serve", "/theirs_of_another_type").awaitText("ready");
        RosConnectedNode caller = node(master, "wrong_caller");
        try (ServiceClient<Trigger.Request, Trigger.Response> client =
                caller.newServiceClient("/theirs_of_another_type", Trigger.TYPE)) {
            ServiceException refused = assertThrows(
                    ServiceException.class, () -> client.call(new Trigger.Request(), Duration.ofSeconds(5)));
            assertTrue(refused.getMessage().contains("the server refuses: "), refused.getMessage());
            assertTrue(refused.getMessage().contains("md5sums do not match"), refused.getMessage());
            assertTrue(refused.getMessage().contains("build both sides from the same"), refused.getMessage());
        }
        assertTrue(rospy.process().waitFor(30, TimeUnit.SECONDS));
        assertTrue(
                rospy.text()
                        .contains("client wants service /ours_of_another_type to have md5sum " + Trigger.TYPE.md5()
                                + ", but it has " + SetBool.TYPE.md5() + ". Dropping connection."),
                rospy.text());
    }
}
