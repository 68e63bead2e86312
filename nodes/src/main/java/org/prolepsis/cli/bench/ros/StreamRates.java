package org.prolepsis.cli.bench.ros;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The highest paced rates at which a client's subscriber gets what its publisher sends. The two clients' searches go on
 * in turn, so that both see the same minutes. No client holds a publisher back: what is too much is dropped.
 */
final class StreamRates {
    /** What must arrive; the rest is the start of the count falling between two messages, and the clock. */
    private static final double DELIVERED = 0.99;

    private static final int TRIES = 2;
    private static final double TRY_SECONDS = 2;
    private static final double PATIENCE_SECONDS = 25;

    private final Lab lab;
    private final Consumer<String> progress;

    StreamRates(Lab lab, Consumer<String> progress) {
        this.lab = lab;
        this.progress = progress;
    }

    /** What arrived of a paced stream. */
    record Trial(
            String client,
            @JsonProperty("bytes") int size,
            @JsonProperty("offered_msgs_s") double offered,
            @JsonProperty("received_msgs_s") double received) {
        boolean held() {
            return received >= DELIVERED * offered;
        }
    }

    /** Two searches over messages of one size, with all that was tried. */
    record Found(double ours, double theirs, List<Trial> trials) {}

    /** Searches from {@code first} messages a second, down to a {@code precision} of neighbouring rates. */
    Found search(Client ours, Client theirs, int size, double first, double precision)
            throws IOException, InterruptedException {
        RateSearch mine = new RateSearch(first, first / 64, first * 256, precision);
        RateSearch peer = new RateSearch(first, first / 64, first * 256, precision);
        List<Trial> trials = new ArrayList<>();
        while (!mine.isDone() || !peer.isDone()) {
            if (!peer.isDone()) {
                peer.record(holds(theirs, size, peer.next(), trials));
            }
            if (!mine.isDone()) {
                mine.record(holds(ours, size, mine.next(), trials));
            }
        }
        if (mine.highest() == 0 || peer.highest() == 0) {
            throw new RosBenchException("messages of " + size + " bytes: not even " + first / 64
                    + " a second arrive; this machine is too busy to measure on");
        }
        return new Found(mine.highest(), peer.highest(), trials);
    }

    /** One bad try may be the machine's. */
    private boolean holds(Client client, int size, double rate, List<Trial> trials)
            throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            Trial trial = run(client, size, rate);
            trials.add(trial);
            progress.accept(String.format(
                    java.util.Locale.ROOT,
                    "%s, %d bytes: %.0f of %.0f messages a second arrive",
                    client.name(),
                    size,
                    trial.received(),
                    trial.offered()));
            if (trial.held()) {
                return true;
            }
        }
        return false;
    }

    /** Sends at a rate and counts what arrives. */
    Trial run(Client client, int size, double rate) throws IOException, InterruptedException {
        double warm = client.streamWarmSeconds();
        try (PeerProcess receiver = lab.start(client, "tsub", "dur=" + TRY_SECONDS, "warm=" + warm);
                PeerProcess sender = lab.start(
                        client,
                        "tpub",
                        "size=" + size,
                        "rate=" + rate,
                        "dur=" + (warm + TRY_SECONDS + PATIENCE_SECONDS))) {
            JsonNode result = receiver.result(warm + TRY_SECONDS + PATIENCE_SECONDS);
            sender.requireAlive();
            return new Trial(client.name(), size, rate, result.path("msgs_s").asDouble());
        }
    }
}
