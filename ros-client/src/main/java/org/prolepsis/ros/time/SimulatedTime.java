package org.prolepsis.ros.time;

import org.prolepsis.graph.TimeProvider;
import org.prolepsis.msgs.rosgraph_msgs.Clock;

/** The time that {@code /clock} tells; 0 until it tells one. */
public final class SimulatedTime implements TimeProvider {
    private volatile long nanos;

    /** Takes a tick. */
    public void update(Clock clock) {
        nanos = clock.clock.toNanos();
    }

    @Override
    public long nowNanos() {
        return nanos;
    }

    @Override
    public boolean isSimulated() {
        return true;
    }
}
