package org.prolepsis.ros.tcpros;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.prolepsis.ros.intra.LocalPeers;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/**
 * What subscriptions need of their node.
 *
 * @param nodeName the node's full name
 * @param client calls publishers
 * @param limits bounds for publishers
 * @param peers the way to publishers of this JVM
 * @param linkIds numbers connections
 * @param refresh asks the master again who publishes a topic, and passes the answer to the topic's subscriptions
 */
public record SubscriberContext(
        String nodeName,
        XmlRpcClient client,
        TcprosLimits limits,
        LocalPeers peers,
        AtomicInteger linkIds,
        Consumer<String> refresh) {}
