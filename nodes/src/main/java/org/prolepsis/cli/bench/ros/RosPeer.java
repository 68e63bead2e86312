package org.prolepsis.cli.bench.ros;

import java.util.HashMap;
import java.util.Map;

/**
 * Our side of the benchmark, a process of its own: {@code ping}, {@code pong}, {@code tpub} or {@code tsub} with
 * {@code key=value} arguments, as the programs {@code pp.cpp} and {@code pp.py} take them, on the same topics. The graph
 * is that of the environment's {@code ROS_MASTER_URI}.
 */
public final class RosPeer {
    private final Map<String, Double> options = new HashMap<>();

    private RosPeer(String[] args) {
        for (int i = 1; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            if (pair.length < 2) {
                throw new IllegalArgumentException("argument '" + args[i] + "'; it must be key=number");
            }
            options.put(pair[0], Double.valueOf(pair[1]));
        }
    }

    /**
     * Plays a role.
     *
     * @throws IllegalArgumentException if there is no such role, or an argument is no pair of a key and a number
     */
    public static void main(String[] args) throws InterruptedException {
        RosPeer peer = new RosPeer(args);
        switch (args.length == 0 ? "" : args[0]) {
            case "ping" ->
                new PingPong(peer.get("rate", 1000), peer.get("dur", 10)).ping(peer.get("warm", PingPong.WARM_SECONDS));
            case "pong" -> PingPong.pong();
            case "tpub" -> Throughput.publish((int) peer.get("size", 1024), peer.get("rate", 0), peer.get("dur", 7));
            case "tsub" -> Throughput.subscribe(peer.get("warm", 0), peer.get("dur", 5));
            default -> throw new IllegalArgumentException("the role must be ping, pong, tpub or tsub");
        }
    }

    private double get(String key, double otherwise) {
        return options.getOrDefault(key, otherwise);
    }
}
