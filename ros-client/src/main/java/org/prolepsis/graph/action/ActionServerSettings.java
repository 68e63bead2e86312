package org.prolepsis.graph.action;

import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.ParameterTree;

/**
 * The parameters of actionlib's servers, read once at the start.
 *
 * @param publisherQueue {@code actionlib_server_pub_queue_size}
 * @param subscriberQueue {@code actionlib_server_sub_queue_size}
 * @param statusPeriodNanos from {@code actionlib_status_frequency}, searched outwards, or the older
 *     {@code NAME/status_frequency}; 0: only on change
 * @param keepNanos {@code NAME/status_list_timeout}: so long an ended goal stays in the status
 */
record ActionServerSettings(int publisherQueue, int subscriberQueue, long statusPeriodNanos, long keepNanos) {
    private static final int PUBLISHER_QUEUE = 50;
    /** actionlib's queue has no bound; this one is far longer than any client's goals, and still a bound. */
    private static final int SUBSCRIBER_QUEUE = 1000;

    private static final double FREQUENCY = 5;
    private static final double MAX_FREQUENCY = 1000;
    private static final double KEEP_SECONDS = 5;
    private static final double MAX_KEEP_SECONDS = 86_400;

    static ActionServerSettings read(ConnectedNode node, String namespace) {
        ParameterTree tree = node.getParameterTree();
        double frequency = frequency(tree, namespace);
        double keep = tree.getDouble(namespace + "/status_list_timeout", KEEP_SECONDS);
        return new ActionServerSettings(
                queue(tree, "actionlib_server_pub_queue_size", PUBLISHER_QUEUE),
                queue(tree, "actionlib_server_sub_queue_size", SUBSCRIBER_QUEUE),
                frequency > 0 ? Math.round(1e9 / Math.min(frequency, MAX_FREQUENCY)) : 0,
                Math.round(1e9 * Math.max(0, Math.min(keep, MAX_KEEP_SECONDS))));
    }

    private static int queue(ParameterTree tree, String name, int otherwise) {
        int size = tree.getInteger(name, otherwise);
        return size > 0 ? size : otherwise;
    }

    private static double frequency(ParameterTree tree, String namespace) {
        String own = namespace + "/status_frequency";
        if (tree.has(own)) {
            return tree.getDouble(own, FREQUENCY);
        }
        return tree.search("actionlib_status_frequency")
                .map(name -> tree.getDouble(name, FREQUENCY))
                .orElse(FREQUENCY);
    }
}
