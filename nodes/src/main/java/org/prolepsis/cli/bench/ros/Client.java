package org.prolepsis.cli.bench.ros;

import java.util.List;

/**
 * One of the programs that are compared.
 *
 * @param name how it is called in results
 * @param command starts it; the role and its arguments follow
 * @param endSignal which signal makes it leave the graph before it ends
 * @param roundTripWarmSeconds how long round trips are made before they are counted
 * @param streamWarmSeconds how long a stream runs before it is counted
 */
record Client(
        String name, List<String> command, String endSignal, double roundTripWarmSeconds, double streamWarmSeconds) {}
