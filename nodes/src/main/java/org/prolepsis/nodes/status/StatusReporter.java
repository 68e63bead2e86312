package org.prolepsis.nodes.status;

import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticArray;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;

/** Publishes a node's latched {@code ~status} when it changes, and its line in {@code /diagnostics}. Any thread. */
public final class StatusReporter {
    private final ConnectedNode node;
    private final Publisher<DiagnosticStatus> status;
    private final Publisher<DiagnosticArray> diagnostics;
    private Object last;

    /** Advertises the topics. */
    public StatusReporter(ConnectedNode node) {
        this.node = node;
        this.status = node.newPublisher("~status", DiagnosticStatus.TYPE, PublisherOptions.LATCHED);
        this.diagnostics = node.newPublisher("/diagnostics", DiagnosticArray.TYPE);
    }

    /** Publishes the status if anything in it differs from the last. */
    public void publish(NodeStatus now) {
        publish(now, now);
    }

    /** Publishes the status if the key differs from that of the last one; values that always change stay out of the key. */
    public synchronized void publish(NodeStatus now, Object key) {
        if (key.equals(last)) {
            return;
        }
        last = key;
        DiagnosticStatus message = new DiagnosticStatus();
        now.writeTo(message, node.getName());
        status.publish(message);
    }

    /** Publishes one line of diagnostics. */
    public void publishDiagnostics(NodeStatus now) {
        DiagnosticArray array = new DiagnosticArray();
        array.header.stamp.setNanos(node.getTimeProvider().nowNanos());
        DiagnosticStatus message = new DiagnosticStatus();
        now.writeTo(message, node.getName());
        array.status = new DiagnosticStatus[] {message};
        diagnostics.publish(array);
    }
}
