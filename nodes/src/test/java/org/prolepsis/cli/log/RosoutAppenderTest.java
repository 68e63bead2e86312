package org.prolepsis.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.msgs.roscpp.GetLoggers;
import org.prolepsis.msgs.roscpp.SetLoggerLevel;
import org.prolepsis.msgs.rosgraph_msgs.Log;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNode;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/** What is logged through SLF4J, as the graph hears it. */
@Timeout(60)
class RosoutAppenderTest {
    private static final Logger LOG = LoggerFactory.getLogger(RosoutAppenderTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<RosConnectedNode> nodes = new ArrayList<>();
    private final BlockingQueue<Log> heard = new LinkedBlockingQueue<>();
    private RosMaster master;
    private RosConnectedNode observer;

    @BeforeEach
    void begin() {
        master = RosMaster.start("127.0.0.1", 0);
        observer = RosNode.start(new Quiet("observer"), NodeConfiguration.forMaster(master.uri()));
        nodes.add(observer);
        observer.newSubscriber("/rosout", Log.TYPE, m -> {
            Log copy = new Log();
            copy.copyFrom(m);
            heard.add(copy);
        });
    }

    @AfterEach
    void end() throws InterruptedException {
        logger().setLevel(null);
        nodes.forEach(RosConnectedNode::shutdown);
        for (RosConnectedNode node : nodes) {
            assertTrue(node.awaitShutdown(Duration.ofSeconds(10)));
        }
        master.close();
    }

    private static ch.qos.logback.classic.Logger logger() {
        return (ch.qos.logback.classic.Logger) LOG;
    }

    private RosConnectedNode start(NodeMain main) {
        RosConnectedNode node = RosNode.start(
                main, NodeConfiguration.forMaster(master.uri()).withLoggers(LogbackLevels.ofThisProcess()));
        nodes.add(node);
        return node;
    }

    private record Quiet(String defaultNodeName) implements NodeMain {
        @Override
        public void onStart(ConnectedNode node) {}
    }

    /** Logs when it starts, on a thread of its own and when it is spoken to. */
    private record Talkative(String defaultNodeName) implements NodeMain {
        @Override
        public void onStart(ConnectedNode node) {
            LOG.warn("start of {}", defaultNodeName);
            new Thread(() -> LOG.warn("thread of {}", defaultNodeName)).start();
            node.newSubscriber("numbers", Int32.TYPE, m -> LOG.warn("listener of {}", defaultNodeName));
        }
    }

    /** The next line with the given text; others pass. */
    private Log line(String text) throws InterruptedException {
        for (Log next = heard.poll(10, TimeUnit.SECONDS); next != null; next = heard.poll(10, TimeUnit.SECONDS)) {
            if (next.msg.startsWith(text)) {
                return next;
            }
        }
        throw new AssertionError("no line '" + text + "'");
    }

    @Test
    void shouldPublishEachLineUnderTheNodeOnWhoseThreadsItWasLogged() throws Exception {
        var numbers = observer.newPublisher("numbers", Int32.TYPE);
        start(new Talkative("one"));
        start(new Talkative("two"));
        while (numbers.getNumberOfSubscribers() < 2) {
            Thread.onSpinWait();
        }
        numbers.publish(new Int32());
        Map<String, String> names = new java.util.HashMap<>();
        while (names.size() < 6) {
            Log next = heard.poll(10, TimeUnit.SECONDS);
            assertNotNull(next, () -> "only " + names);
            names.put(next.msg, next.name);
        }
        assertEquals(
                Map.of(
                        "start of one", "/one",
                        "thread of one", "/one",
                        "listener of one", "/one",
                        "start of two", "/two",
                        "thread of two", "/two",
                        "listener of two", "/two"),
                names);
    }

    @Test
    void shouldTellLevelPlaceAndTopics() throws Exception {
        RosConnectedNode node = start(new Quiet("logger"));
        node.newPublisher("numbers", Int32.TYPE);
        long before = System.currentTimeMillis();
        node.run(() -> LOG.error("broken: {}", 42, new IllegalStateException("on purpose")));
        Log line = line("broken: 42");
        assertEquals(Log.ERROR, line.level);
        assertEquals("/logger", line.name);
        assertEquals("RosoutAppenderTest.java", line.file);
        assertTrue(line.function.startsWith(RosoutAppenderTest.class.getName() + "."), line.function);
        assertTrue(line.line > 100, () -> "line " + line.line);
        assertTrue(line.msg.contains("IllegalStateException: on purpose"), line.msg);
        assertTrue(Arrays.asList(line.topics).contains("/numbers"), () -> Arrays.toString(line.topics));
        assertTrue(Math.abs(line.header.stamp.toNanos() / 1_000_000 - before) < 10_000);
        node.run(() -> LOG.warn("next"));
        Log next = line("next");
        assertEquals(Log.WARN, next.level);
        assertTrue(next.header.seq > line.header.seq);
        node.run(() -> LOG.error(MarkerFactory.getMarker("FATAL"), "the end"));
        assertEquals(Log.FATAL, line("the end").level);
    }

    @Test
    void shouldChangeLevelsThroughTheNodesServices() throws Exception {
        RosConnectedNode node = start(new Quiet("logger"));
        String name = RosoutAppenderTest.class.getName();
        node.run(() -> LOG.debug("hidden"));
        try (var list = observer.newServiceClient("/logger/get_loggers", GetLoggers.TYPE);
                var set = observer.newServiceClient("/logger/set_logger_level", SetLoggerLevel.TYPE)) {
            assertEquals("warn", levels(list).get(name));
            assertEquals("warn", levels(list).get("ros"));
            set.call(request(name, "Debug"), PATIENCE);
            assertEquals("debug", levels(list).get(name));
            node.run(() -> LOG.debug("shown"));
            Log shown = line("");
            assertEquals("shown", shown.msg);
            assertEquals(Log.DEBUG, shown.level);
            set.call(request(name, "error"), PATIENCE);
            assertFalse(LOG.isWarnEnabled());
            ServiceException unknown =
                    assertThrows(ServiceException.class, () -> set.call(request("org.nowhere", "info"), PATIENCE));
            assertTrue(unknown.getMessage().contains("org.nowhere"), unknown.getMessage());
            assertThrows(ServiceException.class, () -> set.call(request(name, "loud"), PATIENCE));
            assertEquals(Level.ERROR, logger().getLevel(), "a bad request changes nothing");
        }
    }

    private static Map<String, String> levels(ServiceClient<GetLoggers.Request, GetLoggers.Response> client)
            throws ServiceException {
        return Arrays.stream(client.call(new GetLoggers.Request(), PATIENCE).loggers)
                .collect(Collectors.toMap(l -> l.name, l -> l.level));
    }

    private static SetLoggerLevel.Request request(String logger, String level) {
        SetLoggerLevel.Request request = new SetLoggerLevel.Request();
        request.logger = logger;
        request.level = level;
        return request;
    }
}
