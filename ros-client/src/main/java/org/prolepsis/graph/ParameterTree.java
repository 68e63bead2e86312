package org.prolepsis.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of the graph. Values are {@code Boolean}, {@code Integer}, {@code Double}, {@code String},
 * {@code byte[]}, {@code java.time.Instant}, {@code List} and {@code Map<String, ?>} of these. Names resolve as
 * everywhere ({@code ~speed} is the node's own). May be used by any thread; each call asks the server, but for those of
 * {@link #cached()}.
 */
public interface ParameterTree {
    /** The value, or empty if it is not set. */
    Optional<Object> get(String name);

    /** Sets a value, replacing what is there. */
    void set(String name, Object value);

    /** Whether the parameter is set. */
    boolean has(String name);

    /** Deletes a parameter; deleting one that is not set does nothing. */
    void delete(String name);

    /** The names of all parameters. */
    List<String> getNames();

    /**
     * Looks for a relative name in the node's own namespace and then outwards to the root, as ROS's searchParam does.
     *
     * @return the full name of the first match, or empty
     */
    Optional<String> search(String name);

    /** The value as a number, accepting integers. Throws {@link GraphException} naming parameter, value and type. */
    double getDouble(String name, double defaultValue);

    /** The value as an integer. Throws {@link GraphException} naming parameter, value and type. */
    int getInteger(String name, int defaultValue);

    /** The value as a boolean. Throws {@link GraphException} naming parameter, value and type. */
    boolean getBoolean(String name, boolean defaultValue);

    /** The value as a string. Throws {@link GraphException} naming parameter, value and type. */
    String getString(String name, String defaultValue);

    /** The value as a list. Throws {@link GraphException} naming parameter, value and type. */
    List<?> getList(String name, List<?> defaultValue);

    /** The value as a map. Throws {@link GraphException} naming parameter, value and type. */
    Map<String, ?> getMap(String name, Map<String, ?> defaultValue);

    /**
     * Subscribes to a parameter or, with one that is a map, to all below a namespace. The present value is that of
     * {@link ParameterSubscription#get()}; the listener hears of changes, those by this node included.
     *
     * @throws GraphException if the server refuses or cannot be reached
     */
    ParameterSubscription subscribe(String name, ParameterListener listener);

    /**
     * The same tree with reads ({@code get}, {@code has} and the typed ones) that ask the server once for each name and
     * are then kept up to date by it, as roscpp's {@code getParamCached}. For names that are read again and again: each
     * costs a subscription for as long as the node lives. While the server cannot be reached the last value stays.
     */
    ParameterTree cached();
}
