package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/** What one look at the master leads to. */
@Timeout(30)
class MasterWatchTest {
    private static final String OURS = "http://127.0.0.1:1/";
    private static final String OTHER = "http://127.0.0.1:2/";

    private final XmlRpcClient client = new XmlRpcClient();
    private final List<String> seen = new ArrayList<>();
    private RosMaster master;
    private MasterClient asNode;
    private MasterWatch watch;
    private boolean registered;

    @BeforeEach
    void begin() {
        master = RosMaster.start("127.0.0.1", 0);
        asNode = new MasterClient(master.uri(), "/node", client);
        watch = new MasterWatch("/node", OURS, asNode, new MasterWatch.Registrant() {
            @Override
            public boolean isRegistered() {
                return registered;
            }

            @Override
            public boolean hasRegistered() {
                return registered;
            }

            @Override
            public void registerAgain() {
                seen.add("registers again");
            }

            @Override
            public void nameTaken(String address) {
                seen.add("gives way to " + address);
            }
        });
        watch.remember();
    }

    @AfterEach
    void end() {
        client.close();
        master.close();
    }

    private List<String> check() {
        seen.clear();
        watch.check();
        return List.copyOf(seen);
    }

    @Test
    void shouldNotGiveWayToADeadNodeOfItsNameBeforeItHasRegisteredAnything() {
        asNode.call("registerPublisher", "/left/behind", "std_msgs/Int32", OTHER);
        assertEquals(List.of(), check());
        asNode.call("registerPublisher", "/topic", "std_msgs/Int32", OURS);
        registered = true;
        assertEquals(List.of(), check());
        asNode.call("registerPublisher", "/topic", "std_msgs/Int32", OTHER);
        assertEquals(List.of("gives way to " + OTHER), check());
    }

    @Test
    void shouldTakeALateOrLostRunIdForNoNewMaster() {
        asNode.call("registerPublisher", "/topic", "std_msgs/Int32", OURS);
        registered = true;
        assertEquals(List.of(), check());
        Object runId = asNode.call("getParam", "/run_id");
        asNode.call("deleteParam", "/run_id");
        assertEquals(List.of(), check());
        asNode.call("setParam", "/run_id", runId);
        assertEquals(List.of(), check());
        asNode.call("setParam", "/run_id", "another");
        assertEquals(List.of("registers again"), check());
        assertEquals(List.of(), check());
    }
}
