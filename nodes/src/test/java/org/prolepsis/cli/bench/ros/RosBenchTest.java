package org.prolepsis.cli.bench.ros;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RosBenchTest {
    private static final Path PEERS =
            Path.of("..", "ros-client", "src", "bench").toAbsolutePath();

    private static RoundTrips.Measured measured(int round, String client, double p50, double p99) {
        return new RoundTrips.Measured(round, client, p50, p50, p99, p99, p99, 10, 10, 0.5);
    }

    private static final List<RoundTrips.Measured> THREE_ROUNDS = List.of(
            measured(0, "prolepsis", 10, 400),
            measured(0, "roscpp", 100, 100),
            measured(1, "roscpp", 10, 50),
            measured(1, "prolepsis", 30, 25),
            measured(2, "prolepsis", 20, 30),
            measured(2, "roscpp", 100, 100));

    @Test
    void shouldCompareWithinARoundAndTakeTheMedianOfTheRounds() {
        Client roscpp = new Client("roscpp", List.of(), "INT", 0, 0);
        assertEquals(0.2, RosBench.ratio(THREE_ROUNDS, roscpp, RoundTrips.Measured::p50), 1e-12);
        assertEquals(0.5, RosBench.ratio(THREE_ROUNDS, roscpp, RoundTrips.Measured::p99), 1e-12);
    }

    @Test
    void shouldTellItsResultUnderTheAgreedNames() {
        JsonNode json = new ObjectMapper().valueToTree(result());
        assertEquals(0.2, json.at("/rtt_p50_ratio").asDouble());
        assertEquals(0.5, json.at("/rtt_p99_ratio").asDouble());
        assertEquals(3, json.at("/rounds").asInt());
        assertEquals(2, json.at("/rate_1k_ratio").asDouble());
        assertEquals(1500, json.at("/rate_1m_mib_s").asDouble());
        assertEquals(1200, json.at("/rate_1m_peer_mib_s").asDouble());
        assertEquals(400, json.at("/round_trips/0/p99_us").asDouble());
    }

    @Test
    void shouldShowEveryRound() {
        String table = RosBenchTable.of(result());
        assertEquals(
                6, table.lines().filter(line -> line.matches(" {4}[123]  .*")).count(), table);
    }

    private static RosBenchResult result() {
        return new RosBenchResult(
                0.2, 0.5, 3, 2, 1500, 1200, 0.1, 0.2, 80_000, 40_000, 1, 8, 1000, THREE_ROUNDS, List.of(), "", 2, "17");
    }

    @Test
    void shouldNameWhatIsMissingBeforeAnythingIsStarted(@TempDir Path empty) {
        RosBenchException refused = assertThrows(
                RosBenchException.class, () -> RosBench.run(new RosBenchSettings(1, 1, 1000, empty), s -> {}));
        assertTrue(refused.getMessage().contains(empty.resolve("pp.cpp") + " (--peers"), refused.getMessage());
    }

    @Test
    @Timeout(120)
    void shouldMeasureOursAndRoscppInANetworkOfTheirOwnAndLeaveNothingBehind()
            throws IOException, InterruptedException {
        requirePrograms();
        Path folder;
        try (Lab lab = Lab.open()) {
            folder = lab.folder();
            Client roscpp = Peers.roscpp(PEERS, folder);
            List<Client> both = List.of(hasty(Peers.prolepsis()), hasty(roscpp));
            RoundTrips trips = new RoundTrips(lab, new RosBenchSettings(1, 1, 200, PEERS));
            for (RoundTrips.Measured m : trips.round(0, both)) {
                assertTrue(m.received() > 0 && m.p50() > 0 && m.p50() <= m.p99() && m.p99() <= m.max(), m.toString());
            }
            StreamRates rates = new StreamRates(lab, line -> {});
            assertTrue(rates.run(hasty(Peers.prolepsis()), 1024, 100).received() > 0);
        }
        assertFalse(Files.exists(folder), folder + " is left");
        assertFalse(Shell.run("ip", "netns", "list").text().contains(name()), "the network is left");
    }

    private static Client hasty(Client client) {
        return new Client(client.name(), client.command(), client.endSignal(), 0.2, 0);
    }

    private static String name() {
        return "prolepsis-bench-" + ProcessHandle.current().pid();
    }

    private static void requirePrograms() throws InterruptedException {
        try {
            Requirements.check(PEERS);
        } catch (RosBenchException missing) {
            Assumptions.abort(missing.getMessage());
        }
    }
}
