package org.prolepsis.graph;

/** A service on offer. */
public interface ServiceServer extends AutoCloseable {
    /** The resolved name. */
    String getName();

    /** Withdraws the service. */
    @Override
    void close();
}
