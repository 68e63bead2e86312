package org.prolepsis.graph;

/**
 * What one connection of a publisher or subscriber has carried so far.
 *
 * @param id the connection's number, unique in its node
 * @param peer the name of the other node, or its address as long as it has not told its name
 * @param connected whether messages can pass now
 * @param messages sent to the peer, or received from it and given to the listener or dropped
 * @param bytes on the wire for these messages, with lengths, without connection headers
 * @param dropped messages that did not get through because one side was too slow
 */
public record ConnectionStatistics(int id, String peer, boolean connected, long messages, long bytes, long dropped) {}
