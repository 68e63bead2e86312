package org.prolepsis.action.ensemble;

import java.util.Arrays;
import java.util.Locale;

/** The ways to read overlapping chunks. */
public enum Strategy {
    /** The newest chunk alone, at the look-ahead. */
    NEWEST,
    /** ACT's temporal ensemble (arXiv 2304.13705): every chunk that reaches the present; no look-ahead. */
    ACT,
    /** The proleptic ensemble (arXiv 2410.16981): ACT's, read some steps ahead. */
    PROLEPTIC,
    /** The proleptic ensemble with pace and look-ahead chosen at each tick from what the chunks and the arm show. */
    ADAPTIVE,
    /** The newest chunk, shifted in phase to where it best continues the command, and the one before faded into it. */
    ALIGNED;

    /**
     * The strategy of a lower-case name.
     *
     * @throws IllegalArgumentException if there is none; the message lists them
     */
    public static Strategy parse(String name) {
        for (Strategy strategy : values()) {
            if (strategy.label().equals(name)) {
                return strategy;
            }
        }
        throw new IllegalArgumentException("strategy is '" + name + "'; it must be one of "
                + Arrays.stream(values()).map(Strategy::label).toList());
    }

    /** The name in parameters and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
