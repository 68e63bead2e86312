package org.prolepsis.cli.bench.ros;

import java.util.Locale;

/** The comparison as people read it. */
public final class RosBenchTable {
    private final StringBuilder out = new StringBuilder();

    private RosBenchTable() {}

    /** All that was measured, and the ratios below it. */
    public static String of(RosBenchResult result) {
        return new RosBenchTable().write(result);
    }

    private String write(RosBenchResult r) {
        line("round trip of a JointState at %.0f Hz, %.0f s a round, µs", r.rate(), r.seconds());
        line(
                "%5s  %-10s %9s %9s %9s %9s %9s %6s %5s",
                "round", "", "p50", "p90", "p99", "p99.9", "max", "lost", "load");
        for (RoundTrips.Measured m : r.roundTrips()) {
            line(
                    "%5d  %-10s %9.1f %9.1f %9.1f %9.1f %9.1f %6d %5.1f",
                    m.round() + 1,
                    m.client(),
                    m.p50(),
                    m.p90(),
                    m.p99(),
                    m.p999(),
                    m.max(),
                    m.sent() - m.received(),
                    m.load());
        }
        line("");
        line("highest paced rate %17s %12s %8s", "prolepsis", "roscpp", "ratio");
        line("1 KiB, messages a second %11.0f %12.0f %8.2f", r.rate1k(), r.rate1kPeer(), r.rate1kRatio());
        line(
                "1 MiB, MiB/s %23.0f %12.0f %8.2f",
                r.rate1mMibS(), r.rate1mPeerMibS(), r.rate1mMibS() / r.rate1mPeerMibS());
        line("at roscpp's rate of 1 KiB, %.1f %% of ours arrive", 100 * r.deliveredAtPeerRate());
        line("");
        line("ours over theirs, median of %d rounds %9s %9s", r.rounds(), "p50", "p99");
        line("roscpp %40.2f %9.2f", r.rttP50Ratio(), r.rttP99Ratio());
        line("rospy %41.2f %9.2f", r.rttP50RospyRatio(), r.rttP99RospyRatio());
        line("%d cores, governor %s, Java %s", r.cores(), r.governor(), r.java());
        return out.toString();
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
