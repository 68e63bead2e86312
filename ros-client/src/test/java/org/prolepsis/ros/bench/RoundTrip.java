package org.prolepsis.ros.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;

/**
 * Round trip of a 7-joint JointState over loopback: {@code master PORT}, {@code pong} and {@code ping RATE SECONDS} in
 * processes of their own. Topics and message are those of a roscpp or rospy peer that does the same, so either end may be
 * one. The time runs from the call of publish() to the entry of the echo's callback; the first 5 s are left out.
 */
public final class RoundTrip {
    private static final int WARM_SECONDS = 5;

    private RoundTrip() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "master" ->
                RosMaster.start("127.0.0.1", Integer.parseInt(args[1])).awaitClose();
            case "pong" -> pong();
            default -> ping(Double.parseDouble(args[1]), Double.parseDouble(args[2]));
        }
    }

    private static RosConnectedNode node(String name) {
        return TestNodes.start(name, NodeConfiguration.parse(new String[0], System.getenv()));
    }

    private static void pong() throws InterruptedException {
        RosConnectedNode node = node("pong");
        Publisher<JointState> publisher = node.newPublisher("/pong", JointState.TYPE);
        node.newSubscriber("/ping", JointState.TYPE, publisher::publish);
        node.awaitShutdown();
    }

    private static void ping(double rate, double seconds) throws InterruptedException {
        int count = (int) (rate * (seconds + WARM_SECONDS));
        int warm = (int) (rate * WARM_SECONDS);
        long[] sent = new long[count];
        long[] latency = new long[count];
        RosConnectedNode node = node("ping");
        Publisher<JointState> publisher = node.newPublisher("/ping", JointState.TYPE);
        node.newSubscriber("/pong", JointState.TYPE, m -> {
            long now = System.nanoTime();
            int index = Integer.parseInt(m.header.frameId);
            latency[index] = now - sent[index];
        });
        TestNodes.await("pong", 30, () -> publisher.getNumberOfSubscribers() == 1);
        Thread.sleep(1000);
        send(publisher, rate, sent);
        Thread.sleep(500);
        report(Arrays.stream(latency, warm, count).filter(l -> l > 0).sorted().toArray(), count - warm, rate);
        node.shutdown();
        node.awaitShutdown();
    }

    private static void send(Publisher<JointState> publisher, double rate, long[] sent) {
        JointState state = new JointState();
        state.name = new String[7];
        Arrays.setAll(state.name, i -> "panda_joint" + (i + 1));
        state.position = new double[] {.1, .1, .1, .1, .1, .1, .1};
        state.velocity = state.position.clone();
        state.effort = state.position.clone();
        long start = System.nanoTime();
        for (int i = 0; i < sent.length; i++) {
            long due = start + (long) (i * 1e9 / rate);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            state.header.frameId = String.valueOf(i);
            state.header.stamp.setNanos(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
            sent[i] = System.nanoTime();
            publisher.publish(state);
        }
    }

    private static void report(long[] sorted, int sent, double rate) {
        StringBuilder out = new StringBuilder("{\"kind\":\"rtt\",\"peer\":\"prolepsis\"");
        out.append(",\"rate\":")
                .append(rate)
                .append(",\"sent\":")
                .append(sent)
                .append(",\"n\":")
                .append(sorted.length);
        Map<String, Double> quantiles = new java.util.TreeMap<>(Map.of("p50", .5, "p90", .9, "p99", .99, "p999", .999));
        quantiles.forEach((name, q) -> out.append(",\"" + name + "_us\":")
                .append(String.format(Locale.ROOT, "%.1f", sorted[(int) (q * (sorted.length - 1))] / 1e3)));
        System.out.println(out.append(",\"max_us\":")
                .append(sorted[sorted.length - 1] / 1000)
                .append('}'));
    }
}
