package org.prolepsis.ros.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;

/**
 * One way of a JointState between two nodes of one JVM, from before {@code publish()} to the listener, over loopback TCP
 * and without a socket in turn. Arguments: rounds, messages per second, seconds of a round.
 */
public final class HandOver {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM = 20_000;

    private final int count;
    private final long periodNanos;
    private final long[] sent;
    private final long[] latency;
    private final AtomicInteger received = new AtomicInteger();
    /** Written by the receiving thread. */
    private volatile long receiverBytes;

    private HandOver(int rate, int seconds) {
        count = rate * seconds;
        periodNanos = 1_000_000_000L / rate;
        sent = new long[WARM + count];
        latency = new long[WARM + count];
    }

    public static void main(String[] args) throws InterruptedException {
        int rounds = Integer.parseInt(args[0]);
        System.out.println(
                "transport      p50    p90    p99   p99.9 µs   publish p50 µs   bytes/message sent, received");
        for (int round = 0; round < rounds; round++) {
            for (boolean intraProcess : new boolean[] {false, true}) {
                new HandOver(Integer.parseInt(args[1]), Integer.parseInt(args[2])).run(intraProcess);
            }
        }
    }

    private void run(boolean intraProcess) throws InterruptedException {
        try (RosMaster master = RosMaster.start("127.0.0.1", 0)) {
            NodeConfiguration configuration =
                    NodeConfiguration.forMaster(master.uri()).withIntraProcess(intraProcess);
            RosConnectedNode talker = TestNodes.start("talker", configuration);
            RosConnectedNode listener = TestNodes.start("listener", configuration);
            Publisher<JointState> publisher = talker.newPublisher("state", JointState.TYPE);
            listener.newSubscriber("state", JointState.TYPE, this::onState);
            TestNodes.await("the subscriber", 10, () -> publisher.getNumberOfSubscribers() == 1);
            measure(publisher, intraProcess ? "INTRAPROCESS" : "TCPROS");
            listener.shutdown();
            talker.shutdown();
            listener.awaitShutdown(Duration.ofSeconds(5));
            talker.awaitShutdown(Duration.ofSeconds(5));
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    private void onState(JointState state) {
        long now = System.nanoTime();
        int i = (int) state.position[0];
        latency[i] = now - sent[i];
        if (i == WARM) {
            receiverBytes =
                    -THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        } else if (i == WARM + count - 1) {
            receiverBytes +=
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        }
        received.lazySet(i + 1);
    }

    private void measure(Publisher<JointState> publisher, String transport) throws InterruptedException {
        JointState state = new JointState();
        state.header.frameId = "base";
        state.name = new String[7];
        Arrays.setAll(state.name, i -> "panda_joint" + (i + 1));
        state.position = new double[7];
        state.velocity = new double[7];
        state.effort = new double[7];
        long[] publishing = new long[count];
        long before = 0;
        long id = Thread.currentThread().getId();
        long due = System.nanoTime();
        for (int i = 0; i < WARM + count; i++) {
            if (i == WARM) {
                before = THREADS.getThreadAllocatedBytes(id);
            }
            // The warm-up goes as fast as messages arrive.
            due = i < WARM ? System.nanoTime() : due + periodNanos;
            while (System.nanoTime() - due < 0 || received.get() < i - 50) {
                LockSupport.parkNanos(20_000);
            }
            state.position[0] = i;
            long start = System.nanoTime();
            sent[i] = start;
            publisher.publish(state);
            if (i >= WARM) {
                publishing[i - WARM] = System.nanoTime() - start;
            }
        }
        long bytes = THREADS.getThreadAllocatedBytes(id) - before;
        TestNodes.await("the last message", 10, () -> received.get() == WARM + count);
        long[] sorted = Arrays.copyOfRange(latency, WARM, WARM + count);
        Arrays.sort(sorted);
        Arrays.sort(publishing);
        System.out.printf(
                Locale.ROOT,
                "%-12s %6.1f %6.1f %6.1f %7.1f      %6.1f          %.2f, %.2f%n",
                transport,
                micros(sorted, 0.5),
                micros(sorted, 0.9),
                micros(sorted, 0.99),
                micros(sorted, 0.999),
                micros(publishing, 0.5),
                bytes / (double) count,
                receiverBytes / (double) count);
    }

    private static double micros(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))] * 1e-3;
    }
}
