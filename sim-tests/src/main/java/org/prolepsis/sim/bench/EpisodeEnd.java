package org.prolepsis.sim.bench;

/** How an episode ended. */
public enum EpisodeEnd {
    /** Every block lies at rest in its bin. */
    SORTED,
    /** Time was up. */
    TIME_OUT,
    /** A block fell where the arm cannot bring it back from; it counts as a time-out. */
    LOST,
    /** The executor stopped by itself (a watchdog); it counts as a time-out. */
    STOPPED
}
