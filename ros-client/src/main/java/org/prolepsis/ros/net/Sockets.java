package org.prolepsis.ros.net;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Addresses and closing. */
public final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private Sockets() {}

    /** Closes, and only notes what goes wrong. */
    public static void closeQuietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException failed) {
            LOG.trace("while closing", failed);
        }
    }

    /**
     * Where to listen when peers are told {@code host}: loopback if it is meant so, the interface if it is one of this
     * machine, and else (a name behind NAT, or one that this machine maps to a loopback address) every interface.
     */
    public static InetSocketAddress bindAddress(String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        boolean literal = host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
        if (address.isLoopbackAddress() && literal) {
            return new InetSocketAddress(address, port);
        }
        if (!address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) != null) {
            return new InetSocketAddress(address, port);
        }
        LOG.warn("{} is no address of an interface here: listening on every interface", host);
        return new InetSocketAddress(port);
    }

    /** The address of a peer; the name is looked up. */
    public static InetSocketAddress resolve(String host, int port) throws UnknownHostException {
        if (host == null || port < 1 || port > 65535) {
            throw new UnknownHostException("no address: " + host + ":" + port);
        }
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }
}
