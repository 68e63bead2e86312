package org.prolepsis.ros.xmlrpc;

/** A document that is not XML-RPC, or a call that did not come back with a value. */
public class XmlRpcException extends Exception {
    private static final long serialVersionUID = 1L;

    public XmlRpcException(String message) {
        super(message);
    }

    public XmlRpcException(String message, Throwable cause) {
        super(message, cause);
    }
}
