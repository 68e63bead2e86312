package org.prolepsis.ros.node;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.MessageListener;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.PublisherOptions;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceHandler;
import org.prolepsis.graph.ServiceServer;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.graph.TimeProvider;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.msgs.ServiceType;
import org.prolepsis.msgs.rosgraph_msgs.Clock;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.intra.LocalPeers;
import org.prolepsis.ros.log.NodeLog;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.name.NameResolver;
import org.prolepsis.ros.net.IoLoop;
import org.prolepsis.ros.net.Sockets;
import org.prolepsis.ros.param.ParameterCache;
import org.prolepsis.ros.param.RosParameterTree;
import org.prolepsis.ros.tcpros.Publication;
import org.prolepsis.ros.tcpros.TcprosLimits;
import org.prolepsis.ros.tcpros.TcprosServer;
import org.prolepsis.ros.time.SimulatedTime;
import org.prolepsis.ros.time.SystemTime;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;
import org.prolepsis.ros.xmlrpc.XmlRpcServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node on a ROS 1 graph: one I/O loop, an XML-RPC and a TCPROS port. May be used by any thread. */
public final class RosConnectedNode implements ConnectedNode {
    private static final Logger LOG = LoggerFactory.getLogger(RosConnectedNode.class);

    private final NodeLog log;
    private final NameResolver names;
    private final IoLoop loop;
    private final XmlRpcServer server;
    private final XmlRpcClient client;
    private final LocalPeers peers;
    private final Topics topics;
    private final Services services;
    private final RosParameterTree parameters;
    private final ParameterCache parameterCache;
    private final MasterWatch watch;
    private final Consumer<RosConnectedNode> onShutdown;
    private final AtomicBoolean shutdown = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile TimeProvider time = new SystemTime();

    private RosConnectedNode(
            String name,
            NodeConfiguration configuration,
            NodeLog log,
            IoLoop loop,
            Consumer<RosConnectedNode> onShutdown)
            throws IOException {
        this.log = log;
        this.loop = loop;
        this.onShutdown = onShutdown;
        names = new NameResolver(name, configuration.remappings());
        client = new XmlRpcClient();
        String host = configuration.host();
        AtomicReference<SlaveApi> api = new AtomicReference<>();
        server = XmlRpcServer.start(
                loop, Sockets.bindAddress(host, 0), configuration.limits().http(), name + "-xmlrpc", (m, a) -> {
                    SlaveApi ready = api.get();
                    if (ready == null) {
                        throw new XmlRpcFault(1, "the node is starting");
                    }
                    return ready.call(m, a);
                });
        TcprosLimits limits = configuration.limits().tcpros();
        TcprosServer tcpros = TcprosServer.start(name, loop, Sockets.bindAddress(host, 0), limits);
        MasterClient master = new MasterClient(configuration.masterUri(), name, client);
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        String uri = "http://" + literal + ":" + server.port() + "/";
        peers = LocalPeers.join(
                URI.create(uri), configuration.masterUri(), tcpros.publications()::get, configuration.intraProcess());
        topics = new Topics(name, uri, loop, tcpros, master, client, limits, peers);
        services = new Services(name, uri, "rosrpc://" + literal + ":" + tcpros.port(), loop, tcpros, master, limits);
        parameterCache = new ParameterCache(master, name, uri);
        parameters = new RosParameterTree(master, names, parameterCache);
        watch = new MasterWatch(
                name,
                uri,
                master,
                new Restoration(
                        names,
                        master,
                        topics,
                        services,
                        parameterCache,
                        configuration.parameters(),
                        this::shutdownAskedFor));
        api.set(new SlaveApi(
                name,
                uri,
                configuration.masterUri().toString(),
                host,
                tcpros.port(),
                topics,
                parameterCache::onUpdate,
                this::shutdownAskedFor));
    }

    /**
     * Connects a node: binds its ports, waits for the master, sets the private parameters of the configuration, and
     * follows {@code /clock} if {@code /use_sim_time} says so.
     *
     * @param onShutdown called once when the node ends, before it leaves the graph
     * @throws GraphException if a port cannot be bound or the master does not answer in time
     */
    public static RosConnectedNode connect(
            String name, NodeConfiguration configuration, Consumer<RosConnectedNode> onShutdown) {
        NodeLog log = NodeLog.open(name, configuration.loggers());
        try {
            // Here, so that the threads that are started below belong to the node.
            return log.call(() -> connect(name, configuration, log, onShutdown));
        } catch (RuntimeException failed) {
            log.close();
            throw failed;
        }
    }

    private static RosConnectedNode connect(
            String name, NodeConfiguration configuration, NodeLog log, Consumer<RosConnectedNode> onShutdown) {
        IoLoop loop = null;
        try {
            loop = IoLoop.start(name + "-io", configuration.limits().inbound());
            RosConnectedNode node = new RosConnectedNode(name, configuration, log, loop, onShutdown);
            node.enterOrLeave(configuration);
            return node;
        } catch (IOException failed) {
            closeLoop(loop);
            throw new GraphException(
                    name + " cannot listen on " + configuration.host() + " (" + failed.getMessage()
                            + "); check ROS_IP and ROS_HOSTNAME",
                    failed);
        } catch (GraphException refused) {
            closeLoop(loop);
            throw refused;
        }
    }

    private static void closeLoop(IoLoop loop) {
        if (loop != null) {
            loop.close();
        }
    }

    private void enterOrLeave(NodeConfiguration configuration) {
        try {
            enter(configuration);
        } catch (RuntimeException failed) {
            peers.close();
            throw failed;
        }
    }

    private void enter(NodeConfiguration configuration) {
        boolean simulated = MasterWait.useSimTime(parameters, getName(), configuration);
        configuration.parameters().forEach((key, value) -> parameters.set("~" + key, value));
        if (simulated) {
            SimulatedTime clock = new SimulatedTime();
            time = clock;
            newSubscriber("/clock", Clock.TYPE, SubscriberOptions.NEWEST, clock::update);
        }
        log.start(
                this,
                () -> topics.publications().stream().map(Publication::topic).toList());
        watch.start();
        LOG.debug("{} is on the graph of {}", getName(), configuration.masterUri());
    }

    private void shutdownAskedFor(String reason) {
        LOG.info("{} is asked to shut down: {}", getName(), reason);
        shutdown();
    }

    @Override
    public String getName() {
        return names.nodeName();
    }

    @Override
    public String resolveName(String name) {
        return names.resolve(name);
    }

    @Override
    public <T extends Message> Publisher<T> newPublisher(String topic, MessageType<T> type, PublisherOptions options) {
        return topics.publish(names.resolve(topic), type, options);
    }

    @Override
    public <T extends Message> Subscriber newSubscriber(
            String topic, MessageType<T> type, SubscriberOptions options, MessageListener<T> listener) {
        return log.call(() -> topics.subscribe(names.resolve(topic), type, options, listener));
    }

    @Override
    public <Q extends Message, R extends Message> ServiceServer newServiceServer(
            String service, ServiceType<Q, R> type, ServiceHandler<Q, R> handler) {
        return log.call(() -> services.offer(names.resolve(service), type, handler));
    }

    @Override
    public <Q extends Message, R extends Message> ServiceClient<Q, R> newServiceClient(
            String service, ServiceType<Q, R> type) {
        return services.client(names.resolve(service), type);
    }

    /** Does something for this node: lines that it logs, and those of threads that it starts, are the node's on /rosout. */
    public void run(Runnable work) {
        log.run(work);
    }

    @Override
    public ParameterTree getParameterTree() {
        return parameters;
    }

    @Override
    public TimeProvider getTimeProvider() {
        return time;
    }

    @Override
    public boolean isShutdown() {
        return shutdown.get();
    }

    @Override
    public void shutdown() {
        if (shutdown.compareAndSet(false, true)) {
            Thread thread = new Thread(() -> log.run(this::end), getName() + "-shutdown");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void end() {
        try {
            onShutdown.accept(this);
        } catch (RuntimeException | Error failed) {
            LOG.warn("{} failed while shutting down", getName(), failed);
        }
        watch.close();
        log.close();
        try {
            services.close();
            peers.close();
            topics.close();
            parameterCache.close();
            server.close();
            client.close();
        } finally {
            // After the answers that are under way, such as that of the shutdown call itself.
            loop.execute(loop::close);
            ended.countDown();
        }
    }

    /** Waits until the node has left the graph; false if the time is up before. */
    public boolean awaitShutdown(Duration timeout) throws InterruptedException {
        return ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until the node has left the graph. */
    public void awaitShutdown() throws InterruptedException {
        ended.await();
    }

    /** What the connections of this node hold of their buffer budget. */
    long bufferedBytes() {
        return loop.budget().used();
    }
}
