package org.prolepsis.ros.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.ServiceHandler;
import org.prolepsis.graph.ServiceServer;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.ServiceType;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.Reply;
import org.prolepsis.ros.net.IoLoop;
import org.prolepsis.ros.tcpros.ServiceCaller;
import org.prolepsis.ros.tcpros.ServiceOffer;
import org.prolepsis.ros.tcpros.TcprosLimits;
import org.prolepsis.ros.tcpros.TcprosServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services of one node, offered and called. Thread-safe. */
final class Services {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);
    private static final int THREADS = 16;

    private final String nodeName;
    private final String nodeUri;
    private final String serviceUri;
    private final IoLoop loop;
    private final TcprosServer server;
    private final MasterClient master;
    private final TcprosLimits limits;
    private final ThreadPoolExecutor workers;
    /** Held from a change here until the master knows it, so that registering again never revives what was closed. */
    private final Object registering = new Object();

    private volatile boolean closed;
    private volatile boolean registered;

    Services(
            String nodeName,
            String nodeUri,
            String serviceUri,
            IoLoop loop,
            TcprosServer server,
            MasterClient master,
            TcprosLimits limits) {
        this.nodeName = nodeName;
        this.nodeUri = nodeUri;
        this.serviceUri = serviceUri;
        this.loop = loop;
        this.server = server;
        this.master = master;
        this.limits = limits;
        AtomicInteger count = new AtomicInteger();
        workers = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, nodeName + "-service-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        workers.allowCoreThreadTimeOut(true);
    }

    <Q extends Message, R extends Message> ServiceServer offer(
            String name, ServiceType<Q, R> type, ServiceHandler<Q, R> handler) {
        synchronized (registering) {
            return register(name, type, handler);
        }
    }

    private <Q extends Message, R extends Message> ServiceServer register(
            String name, ServiceType<Q, R> type, ServiceHandler<Q, R> handler) {
        if (closed) {
            throw new GraphException(nodeName + " is shut down");
        }
        ServiceOffer offer = ServiceOffer.of(nodeName, name, type, handler, loop, workers, limits);
        if (server.services().putIfAbsent(name, offer) != null) {
            throw new GraphException("this node offers the service " + name + " already");
        }
        try {
            master.call("registerService", name, serviceUri, nodeUri);
            registered = true;
        } catch (GraphException refused) {
            server.services().remove(name);
            throw refused;
        }
        return new Offered(name, offer);
    }

    private final class Offered implements ServiceServer {
        private final String name;
        private final ServiceOffer offer;

        Offered(String name, ServiceOffer offer) {
            this.name = name;
            this.offer = offer;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public void close() {
            synchronized (registering) {
                if (!server.services().remove(name, offer)) {
                    return;
                }
                unregister(name);
            }
            offer.close();
        }
    }

    <Q extends Message, R extends Message> ServiceClient<Q, R> client(String name, ServiceType<Q, R> type) {
        return new ServiceCaller<>(nodeName, name, type, limits, this::lookup);
    }

    private String lookup(String name, Duration timeout) throws ServiceException {
        try {
            List<?> reply = master.reply(timeout, "lookupService", name);
            if (Integer.valueOf(Reply.SUCCESS).equals(reply.get(0)) && reply.get(2) instanceof String address) {
                return address;
            }
            throw new ServiceException(name + ": no node offers this service (" + reply.get(1) + ")");
        } catch (GraphException unreachable) {
            throw new ServiceException(name + ": " + unreachable.getMessage(), unreachable);
        }
    }

    private void unregister(String name) {
        try {
            master.call("unregisterService", name, serviceUri);
        } catch (GraphException unreachable) {
            LOG.debug("unregisterService of {} failed: {}", name, unreachable.getMessage());
        }
    }

    /** Whether the master has taken in a service so far. */
    boolean hasRegistered() {
        return registered;
    }

    /** Whether no service is offered. */
    boolean isEmpty() {
        return server.services().isEmpty();
    }

    /**
     * Tells a restarted master of every service.
     *
     * @throws GraphException if the master cannot be reached
     */
    void registerAgain() {
        for (String name : List.copyOf(server.services().keySet())) {
            synchronized (registering) {
                if (!closed && server.services().containsKey(name)) {
                    master.repeat("registerService", name, serviceUri, nodeUri);
                }
            }
        }
    }

    void close() {
        closed = true;
        synchronized (registering) {
            server.services().forEach((name, offer) -> {
                unregister(name);
                offer.close();
            });
            server.services().clear();
        }
        workers.shutdown();
    }
}
