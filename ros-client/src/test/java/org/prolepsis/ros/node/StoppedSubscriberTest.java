package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.ConnectionStatistics;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.msgs.std_msgs.UInt8MultiArray;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNodeRunner;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;

/** One of fifty subscribers, a process of its own, is stopped by SIGSTOP: the others must not notice. */
@Timeout(120)
class StoppedSubscriberTest {
    private static final int OTHERS = 49;
    private static final int BYTES = 64 * 1024;
    private static final int MESSAGES = 300;
    private static final int BATCH = 10;
    private static final int QUEUE = 20;
    private static final PublisherOptions OPTIONS = new PublisherOptions(false, QUEUE);

    private final AtomicLongArray received = new AtomicLongArray(OTHERS);

    /** The process that is stopped. */
    static final class Stopped implements NodeMain {
        public static void main(String[] args) {
            RosNodeRunner.run(new Stopped(), NodeConfiguration.parse(args, System.getenv()));
        }

        @Override
        public String defaultNodeName() {
            return "stopped";
        }

        @Override
        public void onStart(ConnectedNode node) {
            node.newSubscriber("stream", UInt8MultiArray.TYPE, m -> {});
        }
    }

    @Test
    void shouldDeliverToTheOthersAsFastAsBeforeAndKeepNoMoreThanTheQueueForTheStoppedOne() throws Exception {
        try (RosMaster master = RosMaster.start("127.0.0.1", 0)) {
            RosConnectedNode talker = node("talker", master);
            RosConnectedNode listeners = node("listeners", master);
            Publisher<UInt8MultiArray> publisher = talker.newPublisher("stream", UInt8MultiArray.TYPE, OPTIONS);
            for (int i = 0; i < OTHERS; i++) {
                int index = i;
                listeners.newSubscriber("stream", UInt8MultiArray.TYPE, m -> received.incrementAndGet(index));
            }
            Process process = start(master);
            try {
                TestNodes.await("all subscribers", 60, () -> publisher.getNumberOfSubscribers() == OTHERS + 1);
                publishAll(publisher);
                long[] before = publishAll(publisher);
                signal(process, "STOP");
                long[] after = publishAll(publisher);
                assertQuick(before, after);
                assertBounded(talker, publisher);
            } finally {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                listeners.shutdown();
                talker.shutdown();
            }
        }
    }

    private static RosConnectedNode node(String name, RosMaster master) {
        return TestNodes.start(name, NodeConfiguration.forMaster(master.uri()).withIntraProcess(false));
    }

    private static Process start(RosMaster master) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Stopped.class.getName(),
                "__master:=" + master.uri());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder(List.of("kill", "-s", signal, String.valueOf(process.pid()))).start();
        Assumptions.assumeTrue(kill.waitFor() == 0, "cannot send SIG" + signal);
    }

    /** Publishes, never more than a batch ahead of the slowest of the others; returns how long each call took, ns. */
    private long[] publishAll(Publisher<UInt8MultiArray> publisher) throws InterruptedException {
        UInt8MultiArray message = message();
        long base = received.get(0);
        long[] took = new long[MESSAGES];
        for (int i = 0; i < MESSAGES; i++) {
            long start = System.nanoTime();
            publisher.publish(message);
            took[i] = System.nanoTime() - start;
            if ((i + 1) % BATCH == 0) {
                long expected = base + i + 1;
                TestNodes.await("message " + (i + 1) + " at every other", 30, () -> slowest() == expected);
            }
        }
        return took;
    }

    private static UInt8MultiArray message() {
        UInt8MultiArray message = new UInt8MultiArray();
        message.data = new byte[BYTES];
        return message;
    }

    private long slowest() {
        return LongStream.range(0, OTHERS).map(i -> received.get((int) i)).min().orElseThrow();
    }

    /** Generous, for a machine that is busy with something else; a publisher that waits would wait for ever. */
    private static void assertQuick(long[] before, long[] after) {
        long usual = median(before);
        long now = median(after);
        assertTrue(now < 4 * usual + 1_000_000, "publish() took " + now + " ns, before the stop " + usual);
        long longest = Arrays.stream(after).max().orElseThrow();
        assertTrue(longest < TimeUnit.SECONDS.toNanos(2), "a call of publish() took " + longest + " ns");
    }

    private static long median(long[] values) {
        return Arrays.stream(values)
                .sorted()
                .skip(values.length / 2)
                .findFirst()
                .orElseThrow();
    }

    private static void assertBounded(RosConnectedNode talker, Publisher<UInt8MultiArray> publisher) {
        long held = talker.bufferedBytes();
        long most = (QUEUE + 1L) * (message().serializedLength() + Integer.BYTES);
        assertTrue(held > 0 && held <= most, "keeps " + held + " bytes, at most " + most + " are allowed");
        long dropped = publisher.getConnections().stream()
                .mapToLong(ConnectionStatistics::dropped)
                .sum();
        assertTrue(dropped > MESSAGES / 10 && dropped < MESSAGES - QUEUE, "dropped " + dropped + " of " + MESSAGES);
    }
}
