package org.prolepsis.ros.xmlrpc;

import java.util.List;

/** Answers calls; called by several threads. */
@FunctionalInterface
public interface XmlRpcHandler {
    /**
     * Answers one call.
     *
     * @throws XmlRpcFault to answer with a fault, for example for an unknown method
     */
    Object call(String method, List<Object> arguments) throws XmlRpcFault;
}
