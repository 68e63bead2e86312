package org.prolepsis.ros.net;

import java.time.Duration;

/**
 * What an HTTP peer may ask of us.
 *
 * @param maxHeadBytes request line and headers
 * @param maxBodyBytes the body; a robot description of some megabytes must fit
 * @param requestTimeout from the first byte of a request to its last
 * @param idleTimeout between requests of a kept connection
 */
public record HttpLimits(int maxHeadBytes, int maxBodyBytes, Duration requestTimeout, Duration idleTimeout) {
    public static final HttpLimits DEFAULT =
            new HttpLimits(16 * 1024, 32 * 1024 * 1024, Duration.ofSeconds(10), Duration.ofMinutes(5));
}
