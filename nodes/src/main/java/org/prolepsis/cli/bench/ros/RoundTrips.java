package org.prolepsis.cli.bench.ros;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Round trips of every client in every round, each client first in its turn. */
final class RoundTrips {
    private static final double PATIENCE_SECONDS = 40;

    private final Lab lab;
    private final RosBenchSettings settings;

    RoundTrips(Lab lab, RosBenchSettings settings) {
        this.lab = lab;
        this.settings = settings;
    }

    /** What a client measured in a round, µs. */
    record Measured(
            int round,
            String client,
            @JsonProperty("p50_us") double p50,
            @JsonProperty("p90_us") double p90,
            @JsonProperty("p99_us") double p99,
            @JsonProperty("p999_us") double p999,
            @JsonProperty("max_us") double max,
            int received,
            int sent,
            @JsonProperty("load_average") double load) {}

    List<Measured> round(int round, List<Client> clients) throws IOException, InterruptedException {
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            measured.add(measure(round, clients.get((i + round) % clients.size())));
        }
        return measured;
    }

    private Measured measure(int round, Client client) throws IOException, InterruptedException {
        try (PeerProcess pong = lab.start(client, "pong");
                PeerProcess ping = lab.start(client, "ping", "rate=" + settings.rate(), "dur=" + settings.seconds())) {
            JsonNode result = ping.result(client.roundTripWarmSeconds() + settings.seconds() + PATIENCE_SECONDS);
            pong.requireAlive();
            return new Measured(
                    round,
                    client.name(),
                    result.path("p50_us").asDouble(),
                    result.path("p90_us").asDouble(),
                    result.path("p99_us").asDouble(),
                    result.path("p999_us").asDouble(),
                    result.path("max_us").asDouble(),
                    result.path("n").asInt(),
                    result.path("sent").asInt(),
                    Machine.load());
        }
    }
}
