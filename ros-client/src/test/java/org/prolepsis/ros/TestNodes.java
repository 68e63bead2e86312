package org.prolepsis.ros;

import static org.junit.jupiter.api.Assertions.fail;

import java.net.URI;
import java.util.function.BooleanSupplier;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.ros.node.RosConnectedNode;

/** Small nodes for tests; without a configuration of their own they keep to TCP, so that tests of it are some. */
public final class TestNodes {
    private TestNodes() {}

    public static RosConnectedNode start(String name, URI master) {
        return start(name, NodeConfiguration.forMaster(master).withIntraProcess(false));
    }

    public static RosConnectedNode start(String name, NodeConfiguration configuration) {
        return RosNode.start(
                new NodeMain() {
                    @Override
                    public String defaultNodeName() {
                        return name;
                    }

                    @Override
                    public void onStart(ConnectedNode node) {}
                },
                configuration);
    }

    /** Waits for something that other threads or processes bring about. */
    public static void await(String what, int seconds, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                fail("waited " + seconds + " s in vain: " + what);
            }
            Thread.sleep(5);
        }
    }
}
