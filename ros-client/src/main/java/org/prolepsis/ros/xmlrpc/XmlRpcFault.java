package org.prolepsis.ros.xmlrpc;

/** The fault that a peer answered with. */
public final class XmlRpcFault extends XmlRpcException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public XmlRpcFault(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The fault code. */
    public int code() {
        return code;
    }
}
