package org.prolepsis.nodes.params;

/**
 * A topic or service of a node, for its documentation.
 *
 * @param kind {@code subscribes}, {@code publishes}, {@code serves} or {@code acts}
 * @param name the name before resolution
 * @param type the ROS type
 * @param help one line of help
 */
public record Endpoint(String kind, String name, String type, String help) {
    /** A topic that the node listens to. */
    public static Endpoint subscribes(String name, String type, String help) {
        return new Endpoint("subscribes", name, type, help);
    }

    /** A topic that the node sends to. */
    public static Endpoint publishes(String name, String type, String help) {
        return new Endpoint("publishes", name, type, help);
    }

    /** A service that the node offers. */
    public static Endpoint serves(String name, String type, String help) {
        return new Endpoint("serves", name, type, help);
    }

    /** An actionlib action that the node serves. */
    public static Endpoint acts(String name, String type, String help) {
        return new Endpoint("acts", name, type, help);
    }
}
