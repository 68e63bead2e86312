package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;

/** The way of a message from publish() over a socket to the listener leaves no garbage on either thread. */
@Timeout(60)
class AllocationTest {
    private static final int WARM = 20_000;
    private static final int COUNT = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void shouldPublishAndReceiveWithoutAllocating() throws InterruptedException {
        try (RosMaster master = RosMaster.start("127.0.0.1", 0)) {
            RosConnectedNode talker = start("talker", master);
            RosConnectedNode listener = start("listener", master);
            Semaphore arrived = new Semaphore(0);
            // [messages, bytes before, bytes after]
            AtomicLongArray seen = new AtomicLongArray(3);
            Publisher<JointState> publisher = talker.newPublisher("state", JointState.TYPE);
            listener.newSubscriber("state", JointState.TYPE, m -> {
                long n = seen.incrementAndGet(0);
                if (n == WARM || n == WARM + COUNT) {
                    long id = Thread.currentThread().getId();
                    seen.set(n == WARM ? 1 : 2, THREADS.getThreadAllocatedBytes(id));
                }
                arrived.release();
            });
            TestNodes.await("a subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
            JointState state = new JointState();
            state.header.frameId = "base";
            state.name = new String[7];
            Arrays.setAll(state.name, i -> "panda_joint" + (i + 1));
            state.position = new double[7];
            publishAll(publisher, state, arrived, WARM);
            long id = Thread.currentThread().getId();
            long before = THREADS.getThreadAllocatedBytes(id);
            publishAll(publisher, state, arrived, COUNT);
            double sent = (THREADS.getThreadAllocatedBytes(id) - before) / (double) COUNT;
            double received = (seen.get(2) - seen.get(1)) / (double) COUNT;
            listener.shutdown();
            talker.shutdown();
            // The semaphore parks now and then, which costs its node a few bytes.
            assertTrue(sent < 40, sent + " bytes for a message on the publishing thread");
            assertTrue(received < 8, received + " bytes for a message on the receiving thread");
        }
    }

    private static RosConnectedNode start(String name, RosMaster master) {
        return TestNodes.start(name, NodeConfiguration.forMaster(master.uri()).withIntraProcess(false));
    }

    private static void publishAll(Publisher<JointState> publisher, JointState state, Semaphore arrived, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            state.position[0] = i;
            publisher.publish(state);
            assertTrue(arrived.tryAcquire(5, TimeUnit.SECONDS), "lost a message");
        }
    }
}
