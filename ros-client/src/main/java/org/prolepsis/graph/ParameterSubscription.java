package org.prolepsis.graph;

import java.util.Optional;

/** A parameter that the server keeps the node informed of. May be used by any thread. */
public interface ParameterSubscription extends Registration {
    /** The resolved name. */
    String getName();

    /** The value as last heard, without asking the server; empty if it is not set. Allocates nothing. */
    Optional<Object> get();
}
