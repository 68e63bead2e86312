package org.prolepsis.cli.bench.ros;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Compares this client with roscpp and rospy: the same programs, each in processes of its own, in turn and in the same
 * minutes, under one master, in a network namespace with nothing but loopback.
 */
public final class RosBench {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final double FIRST_RATE_1K = 20_000;
    private static final double FIRST_RATE_1M = 500;
    private static final double PRECISION = 1.1;

    private final RosBenchSettings settings;
    private final Consumer<String> progress;

    private RosBench(RosBenchSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Runs all of it: some minutes.
     *
     * @param progress is told what goes on
     * @throws RosBenchException if something is missing or a program fails; there is no half result
     * @throws IOException if the folder for what the programs write cannot be used
     * @throws InterruptedException if the thread is interrupted; everything that was started is ended
     */
    public static RosBenchResult run(RosBenchSettings settings, Consumer<String> progress)
            throws IOException, InterruptedException {
        Requirements.check(settings.peers());
        return new RosBench(settings, progress).run();
    }

    private RosBenchResult run() throws IOException, InterruptedException {
        try (Lab lab = Lab.open()) {
            Client ours = Peers.prolepsis();
            Client roscpp = Peers.roscpp(settings.peers(), lab.folder());
            Client rospy = Peers.rospy(settings.peers());
            List<RoundTrips.Measured> trips = roundTrips(lab, List.of(ours, roscpp, rospy));
            StreamRates rates = new StreamRates(lab, progress);
            StreamRates.Found small = rates.search(ours, roscpp, KIB, FIRST_RATE_1K, PRECISION);
            StreamRates.Trial atPeersRate = rates.run(ours, KIB, small.theirs());
            StreamRates.Found large = rates.search(ours, roscpp, MIB, FIRST_RATE_1M, PRECISION);
            List<StreamRates.Trial> trials = new ArrayList<>(small.trials());
            trials.add(atPeersRate);
            trials.addAll(large.trials());
            return new RosBenchResult(
                    ratio(trips, roscpp, RoundTrips.Measured::p50),
                    ratio(trips, roscpp, RoundTrips.Measured::p99),
                    settings.rounds(),
                    small.ours() / small.theirs(),
                    large.ours(),
                    large.theirs(),
                    ratio(trips, rospy, RoundTrips.Measured::p50),
                    ratio(trips, rospy, RoundTrips.Measured::p99),
                    small.ours(),
                    small.theirs(),
                    atPeersRate.received() / atPeersRate.offered(),
                    settings.seconds(),
                    settings.rate(),
                    trips,
                    trials,
                    Machine.governor(),
                    Runtime.getRuntime().availableProcessors(),
                    java());
        }
    }

    private List<RoundTrips.Measured> roundTrips(Lab lab, List<Client> clients)
            throws IOException, InterruptedException {
        RoundTrips trips = new RoundTrips(lab, settings);
        List<RoundTrips.Measured> all = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            for (RoundTrips.Measured m : trips.round(round, clients)) {
                all.add(m);
                progress.accept(String.format(
                        Locale.ROOT,
                        "round %d of %d, %s: p50 %.1f µs, p99 %.1f µs",
                        round + 1,
                        settings.rounds(),
                        m.client(),
                        m.p50(),
                        m.p99()));
            }
        }
        return all;
    }

    /** The median over the rounds of ours over a peer's in the same round. */
    static double ratio(List<RoundTrips.Measured> trips, Client peer, ToDoubleFunction<RoundTrips.Measured> quantile) {
        double[] ratios = trips.stream()
                .filter(m -> m.client().equals(Peers.OURS))
                .mapToDouble(m -> quantile.applyAsDouble(m) / quantile.applyAsDouble(in(trips, m.round(), peer.name())))
                .sorted()
                .toArray();
        int middle = ratios.length / 2;
        return ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
    }

    private static RoundTrips.Measured in(List<RoundTrips.Measured> trips, int round, String client) {
        return trips.stream()
                .filter(m -> m.round() == round && m.client().equals(client))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(client + " has no round " + round));
    }

    private static String java() {
        return Runtime.version() + " "
                + String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
    }
}
