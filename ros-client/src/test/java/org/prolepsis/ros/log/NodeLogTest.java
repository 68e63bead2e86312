package org.prolepsis.ros.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.prolepsis.msgs.rosgraph_msgs.Log;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;

@Timeout(60)
@ResourceLock("lines of foreign threads") // they go to the process's oldest node
class NodeLogTest {
    private static final LoggerLevels NO_LEVELS = new LoggerLevels() {
        @Override
        public Map<String, String> levels() {
            return Map.of();
        }

        @Override
        public void set(String logger, String level) {}
    };

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private RosMaster master;
    private RosConnectedNode node;
    private RosConnectedNode observer;

    @BeforeEach
    void begin() {
        master = RosMaster.start("127.0.0.1", 0);
        node = TestNodes.start("node", master.uri());
        observer = TestNodes.start("observer", master.uri());
    }

    @AfterEach
    void end() throws InterruptedException {
        for (RosConnectedNode each : List.of(node, observer)) {
            each.shutdown();
            assertTrue(each.awaitShutdown(Duration.ofSeconds(10)));
        }
        master.close();
    }

    private void observe() {
        observer.newSubscriber("/rosout", Log.TYPE, m -> heard.add(m.name + " " + m.msg));
    }

    private static void log(String text) {
        Rosout.log(new LogLine(Log.INFO, text, "", "", 0));
    }

    private String next() throws InterruptedException {
        String line = heard.poll(10, TimeUnit.SECONDS);
        assertNotNull(line, "nothing more comes");
        return line;
    }

    @Test
    void shouldPublishWhatWasLoggedBeforeTheNodeWasOnTheGraph() throws Exception {
        try (NodeLog log = NodeLog.open("/early", Optional.of(NO_LEVELS))) {
            log.run(() -> log("waiting for the master"));
            observe();
            log.start(node, List::of);
            assertEquals("/early waiting for the master", next());
        }
    }

    @Test
    void shouldCountWhatFindsTheQueueFullAndNeverWait() throws Exception {
        try (NodeLog log = NodeLog.open("/flood", Optional.of(NO_LEVELS))) {
            log.run(() -> {
                for (int i = 0; i < NodeLog.CAPACITY + 1000; i++) {
                    log("line " + i);
                }
            });
            observer.newSubscriber(
                    "/rosout",
                    Log.TYPE,
                    new org.prolepsis.graph.SubscriberOptions(true, 2 * NodeLog.CAPACITY),
                    m -> heard.add(m.msg));
            log.start(node, List::of);
            for (int i = 0; i < NodeLog.CAPACITY; i++) {
                assertEquals("line " + i, next());
            }
            assertEquals("1000 lines of the log came too fast to be published", next());
        }
    }

    @Test
    void shouldNotPublishWhatPublishingLogs() throws Exception {
        try (NodeLog log = NodeLog.open("/loop", Optional.of(NO_LEVELS))) {
            observe();
            // Asked for with each line, on the publishing thread.
            log.start(node, () -> {
                log("about to publish");
                return List.of();
            });
            log.run(() -> log("first"));
            log.run(() -> log("second"));
            assertEquals("/loop first", next());
            assertEquals("/loop second", next());
            log.run(() -> log("third"));
            assertEquals("/loop third", next());
        }
    }

    @Test
    void shouldGiveLinesOfForeignThreadsToTheOldestNodeAndThoseOfClosedNodesToNobody() throws Exception {
        NodeLog second = NodeLog.open("/second", Optional.of(NO_LEVELS));
        try (NodeLog first = NodeLog.open("/first", Optional.of(NO_LEVELS))) {
            observe();
            RosConnectedNode other = TestNodes.start("other", master.uri());
            second.start(other, List::of);
            first.start(node, List::of);
            second.run(() -> log("mine"));
            assertEquals("/second mine", next());
            log("foreign");
            assertEquals("/second foreign", next());
            second.close();
            second.run(() -> log("too late"));
            log("foreign again");
            assertEquals("/first foreign again", next());
            other.shutdown();
            assertTrue(other.awaitShutdown(Duration.ofSeconds(10)));
        }
    }

    @Test
    void shouldPublishTheLastLinesOfANodeThatEnds() throws Exception {
        RosConnectedNode ending = TestNodes.start(
                "ending", NodeConfiguration.forMaster(master.uri()).withLoggers(NO_LEVELS));
        observe();
        TestNodes.await("the observer", 10, () -> {
            ending.run(() -> log("here"));
            return !heard.isEmpty();
        });
        ending.run(() -> log("goodbye"));
        ending.shutdown();
        String line = next();
        while (line.equals("/ending here")) {
            line = next();
        }
        assertEquals("/ending goodbye", line);
    }

    @Test
    void shouldCutLinesThatAreTooLong() {
        assertEquals(
                16_384 + " … (cut)".length(),
                new LogLine(Log.INFO, "x".repeat(100_000), "", "", 0).message().length());
    }
}
