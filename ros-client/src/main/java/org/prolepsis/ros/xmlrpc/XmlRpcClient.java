package org.prolepsis.ros.xmlrpc;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.prolepsis.ros.net.HttpClient;

/** Calls methods of XML-RPC servers over kept connections. May be used by any thread. */
public final class XmlRpcClient implements AutoCloseable {
    private final HttpClient http = new HttpClient();

    /**
     * Calls and waits.
     *
     * @throws IOException if the server cannot be reached or does not answer in time
     * @throws XmlRpcFault if it answers with a fault
     * @throws XmlRpcException if its answer is not XML-RPC
     * @throws IllegalArgumentException if an argument has no XML-RPC form
     */
    public Object call(URI server, Duration timeout, String method, Object... arguments)
            throws IOException, XmlRpcException {
        List<Object> list = java.util.Arrays.asList(arguments);
        return XmlRpcReader.response(http.post(server, XmlRpcWriter.call(method, list), timeout));
    }

    @Override
    public void close() {
        http.close();
    }
}
