package org.prolepsis.flow.metrics;

/** A motion that can be read at any phase. Read by one thread. */
public interface Motion {
    /**
     * The time the motion takes.
     *
     * @return s, positive
     */
    double duration();

    /**
     * Reads the configuration at a phase.
     *
     * @param phase in [0, 1], time over duration
     * @param out {@code [width]}: joint positions (rad), or x, y, z (m), qx, qy, qz, qw
     */
    void read(double phase, double[] out);
}
