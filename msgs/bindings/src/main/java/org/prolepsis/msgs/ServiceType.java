package org.prolepsis.msgs;

/**
 * What the graph needs to know of a service type.
 *
 * @param name the ROS name, such as {@code std_srvs/Trigger}
 * @param md5 the checksum of request and response together
 * @param request the type of the request
 * @param response the type of the response
 */
public record ServiceType<Q extends Message, R extends Message>(
        String name, String md5, MessageType<Q> request, MessageType<R> response) {}
