package org.prolepsis.cli.bench.ros;

import java.nio.file.Path;

/**
 * What is compared, and how long.
 *
 * @param rounds in how many each client has its turn, 1 to 1000
 * @param seconds of round trips in a round, 1 to 3600
 * @param rate round trips a second, 1 to 10,000
 * @param peers folder of {@code pp.cpp} and {@code pp.py}
 */
public record RosBenchSettings(int rounds, double seconds, double rate, Path peers) {
    /** @throws IllegalArgumentException if a number is out of its range */
    public RosBenchSettings {
        if (rounds < 1 || rounds > 1000) {
            throw new IllegalArgumentException("rounds is " + rounds + "; it must be 1 to 1000");
        }
        if (!(seconds >= 1 && seconds <= 3600)) {
            throw new IllegalArgumentException("seconds is " + seconds + "; it must be 1 to 3600");
        }
        if (!(rate >= 1 && rate <= 10_000)) {
            throw new IllegalArgumentException("rate is " + rate + " Hz; it must be 1 to 10000");
        }
    }
}
