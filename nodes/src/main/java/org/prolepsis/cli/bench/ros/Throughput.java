package org.prolepsis.cli.bench.ros;

import java.util.Locale;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.std_msgs.UInt8MultiArray;
import org.prolepsis.ros.node.RosConnectedNode;

/** A stream of arrays of bytes in one direction, paced by its sender and counted by its receiver. */
final class Throughput {
    private Throughput() {}

    /** @param rate messages a second; 0 for as many as can be given to publish() */
    static void publish(int size, double rate, double seconds) throws InterruptedException {
        RosConnectedNode node = PeerNode.start("prolepsis_tpub");
        Publisher<UInt8MultiArray> publisher = node.newPublisher("/tput", UInt8MultiArray.TYPE);
        UInt8MultiArray message = new UInt8MultiArray();
        message.data = new byte[size];
        PeerNode.await(() -> publisher.getNumberOfSubscribers() > 0);
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long count = 0;
        while (System.nanoTime() < end) {
            if (rate > 0) {
                PeerNode.sleepUntil(start + (long) (count * 1e9 / rate));
            }
            publisher.publish(message);
            count++;
        }
        System.out.println(
                "{\"kind\":\"tput-sent\",\"peer\":\"prolepsis\",\"size\":" + size + ",\"msgs\":" + count + "}");
        node.shutdown();
        node.awaitShutdown();
    }

    /** Counts for so many seconds, which begin {@code warm} after the first message. */
    static void subscribe(double warm, double seconds) throws InterruptedException {
        RosConnectedNode node = PeerNode.start("prolepsis_tsub");
        Count count = new Count((long) (warm * 1e9));
        node.newSubscriber("/tput", UInt8MultiArray.TYPE, count::add);
        PeerNode.await(() -> count.messages > 0);
        Thread.sleep((long) (seconds * 1e3));
        System.out.println(count.report());
        node.shutdown();
        node.awaitShutdown();
    }

    /** One writer, the listener's thread; a reader that may be a message behind. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private static final class Count {
        private final long warmNanos;
        private boolean warm;
        private long begin;
        private long first;
        private long last;
        private long bytes;
        volatile long messages;

        Count(long warmNanos) {
            this.warmNanos = warmNanos;
        }

        void add(UInt8MultiArray message) {
            long now = System.nanoTime();
            if (!warm) {
                if (begin == 0) {
                    begin = now;
                }
                if (now - begin < warmNanos) {
                    return;
                }
                warm = true;
                first = now;
            }
            last = now;
            bytes += message.data.length;
            messages++;
        }

        String report() {
            long counted = messages;
            double elapsed = (last - first) / 1e9;
            return String.format(
                    Locale.ROOT,
                    "{\"kind\":\"tput\",\"peer\":\"prolepsis\",\"msgs\":%d,\"msgs_s\":%.0f,\"MiB_s\":%.1f,\"secs\":%.2f}",
                    counted,
                    counted / elapsed,
                    bytes / elapsed / (1 << 20),
                    elapsed);
        }
    }
}
