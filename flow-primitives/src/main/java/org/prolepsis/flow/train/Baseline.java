package org.prolepsis.flow.train;

import java.util.Objects;
import org.prolepsis.flow.metrics.SampleSource;

/**
 * Something that the model is compared with, trained.
 *
 * @param name short and without spaces
 * @param description one line
 * @param source draws its motions; for one thread
 * @param steps optimiser steps, 0 if nothing was optimised
 * @param seconds wall time of its training; what it shares with others counts for each
 */
public record Baseline(String name, String description, SampleSource source, int steps, double seconds) {
    /** Checks that nothing is missing. */
    public Baseline {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(source, "source");
    }
}
