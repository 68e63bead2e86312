package org.prolepsis.cli.bench.ros;

import java.util.Arrays;
import java.util.Locale;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.ros.node.RosConnectedNode;

/**
 * Round trips of a JointState of 7 joints: from the call of publish() to the entry of the echo's listener. {@code
 * header.frame_id} is the number of the message.
 */
final class PingPong {
    /** Until the compilers are done with what is measured. */
    static final double WARM_SECONDS = 5;

    private static final int JOINTS = 7;

    private final double rate;
    private final double seconds;

    PingPong(double rate, double seconds) {
        this.rate = rate;
        this.seconds = seconds;
    }

    static void pong() throws InterruptedException {
        RosConnectedNode node = PeerNode.start("prolepsis_pong");
        Publisher<JointState> publisher = node.newPublisher("/pong", JointState.TYPE);
        node.newSubscriber("/ping", JointState.TYPE, publisher::publish);
        node.awaitShutdown();
    }

    void ping(double warm) throws InterruptedException {
        int first = (int) (rate * warm);
        long[] sent = new long[(int) (rate * (warm + seconds))];
        long[] took = new long[sent.length];
        RosConnectedNode node = PeerNode.start("prolepsis_ping");
        Publisher<JointState> publisher = node.newPublisher("/ping", JointState.TYPE);
        var echo = node.newSubscriber("/pong", JointState.TYPE, m -> {
            long now = System.nanoTime();
            int number = Integer.parseInt(m.header.frameId);
            took[number] = now - sent[number];
        });
        PeerNode.await(() -> publisher.getNumberOfSubscribers() > 0 && echo.getNumberOfPublishers() > 0);
        Thread.sleep(1000);
        int late = send(publisher, sent);
        Thread.sleep(500);
        report(
                Arrays.stream(took, first, took.length)
                        .filter(t -> t > 0)
                        .sorted()
                        .toArray(),
                sent.length - first,
                late);
        node.shutdown();
        node.awaitShutdown();
    }

    private int send(Publisher<JointState> publisher, long[] sent) {
        JointState state = state();
        long start = System.nanoTime();
        int late = 0;
        for (int i = 0; i < sent.length; i++) {
            long due = start + (long) (i * 1e9 / rate);
            PeerNode.sleepUntil(due);
            if (System.nanoTime() - due > 1_000_000) {
                late++;
            }
            state.header.frameId = String.valueOf(i);
            state.header.stamp.setNanos(System.currentTimeMillis() * 1_000_000);
            sent[i] = System.nanoTime();
            publisher.publish(state);
        }
        return late;
    }

    private static JointState state() {
        JointState state = new JointState();
        state.name = new String[JOINTS];
        Arrays.setAll(state.name, i -> "panda_joint" + (i + 1));
        state.position = filled(.1);
        state.velocity = filled(.2);
        state.effort = filled(.3);
        return state;
    }

    private static double[] filled(double value) {
        double[] values = new double[JOINTS];
        Arrays.fill(values, value);
        return values;
    }

    private void report(long[] sorted, int sent, int late) {
        if (sorted.length == 0) {
            throw new IllegalStateException("none of " + sent + " messages came back");
        }
        System.out.println(String.format(
                Locale.ROOT,
                "{\"kind\":\"rtt\",\"peer\":\"prolepsis\",\"rate\":%.1f,\"sent\":%d,\"n\":%d,\"late\":%d,\"p50_us\":%.1f,"
                        + "\"p90_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f,\"max_us\":%.1f}",
                rate,
                sent,
                sorted.length,
                late,
                quantile(sorted, .5),
                quantile(sorted, .9),
                quantile(sorted, .99),
                quantile(sorted, .999),
                quantile(sorted, 1)));
    }

    private static double quantile(long[] sorted, double q) {
        return sorted[Math.min(sorted.length - 1, (int) (q * sorted.length))] / 1e3;
    }
}
