package org.prolepsis.ros.param;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ParameterSubscription;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.node.RosConnectedNode;

/** Parameters that the master keeps a node informed of. */
@Timeout(60)
class ParameterSubscriptionTest {
    private final List<RosConnectedNode> nodes = new ArrayList<>();
    private final BlockingQueue<Optional<Object>> heard = new LinkedBlockingQueue<>();
    private RosMaster master;
    private ParameterTree ours;
    private ParameterTree theirs;

    @BeforeEach
    void begin() {
        master = RosMaster.start("127.0.0.1", 0);
        ours = node("ours").getParameterTree();
        theirs = node("theirs").getParameterTree();
    }

    @AfterEach
    void end() throws InterruptedException {
        nodes.forEach(RosConnectedNode::shutdown);
        for (RosConnectedNode node : nodes) {
            assertTrue(node.awaitShutdown(Duration.ofSeconds(10)));
        }
        master.close();
    }

    private RosConnectedNode node(String name) {
        RosConnectedNode node = TestNodes.start(name, master.uri());
        nodes.add(node);
        return node;
    }

    private void assertHears(Object value) throws InterruptedException {
        assertEquals(Optional.ofNullable(value), heard.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldHearOfChangesByOthersByItselfAndOfDeletion() throws Exception {
        theirs.set("/gain", 1);
        ParameterSubscription gain = ours.subscribe("/gain", heard::add);
        assertEquals("/gain", gain.getName());
        assertEquals(Optional.of(1), gain.get());
        theirs.set("/gain", 2);
        assertHears(2);
        ours.set("/gain", 3);
        assertEquals(Optional.of(3), gain.get(), "what a node sets it reads at once");
        assertHears(3);
        theirs.delete("/gain");
        assertHears(null);
        assertEquals(Optional.empty(), gain.get());
        assertNull(heard.poll(), "nothing else has changed");
    }

    @Test
    void shouldHearTheWholeNamespaceWhenSomethingBelowItChanges() throws Exception {
        theirs.set("/arm/limits", Map.of("low", -1.5, "high", 2));
        ParameterSubscription arm = ours.subscribe("/arm", heard::add);
        theirs.set("/arm/limits/low", -1.0);
        assertHears(Map.of("limits", Map.of("low", -1.0, "high", 2)));
        theirs.delete("/arm/limits/high");
        assertHears(Map.of("limits", Map.of("low", -1.0)));
        theirs.set("/armchair", 1);
        theirs.set("/arm/name", "left");
        assertHears(Map.of("limits", Map.of("low", -1.0), "name", "left"));
        assertEquals(Optional.of(Map.of("limits", Map.of("low", -1.0), "name", "left")), arm.get());
    }

    @Test
    void shouldHearWhenANamespaceAboveIsReplacedOrDeleted() throws Exception {
        theirs.set("/a/b/c", 1);
        ours.subscribe("/a/b/c", heard::add);
        theirs.set("/a", Map.of("b", Map.of("c", 2)));
        assertHears(2);
        theirs.delete("/a/b");
        assertHears(null);
    }

    @Test
    void shouldReadWhatIsCachedWithoutAskingAndSeeChanges() throws Exception {
        theirs.set("/rate", 100);
        ParameterTree cached = ours.cached();
        assertEquals(100, cached.getInteger("/rate", 0));
        assertFalse(cached.has("/absent"));
        theirs.set("/rate", 200);
        TestNodes.await("the change", 10, () -> cached.getInteger("/rate", 0) == 200);
        cached.set("/rate", 300);
        assertEquals(300, cached.getInteger("/rate", 0));
        master.close();
        assertEquals(300, cached.getInteger("/rate", 0), "the cache needs no server");
        assertThrows(GraphException.class, () -> ours.getInteger("/rate", 0));
    }

    @Test
    void shouldHandOutValuesThatNobodyCanChange() {
        theirs.set("/list", List.of(1, List.of(2)));
        List<?> list = ours.cached().getList("/list", List.of());
        assertEquals(List.of(1, List.of(2)), list);
        assertThrows(UnsupportedOperationException.class, () -> list.remove(0));
        assertThrows(UnsupportedOperationException.class, () -> ((List<?>) list.get(1)).remove(0));
    }

    @Test
    void shouldHearNothingMoreAfterClosingWhileOthersDo() throws Exception {
        BlockingQueue<Optional<Object>> other = new LinkedBlockingQueue<>();
        ParameterSubscription first = ours.subscribe("/gain", heard::add);
        ParameterSubscription second = ours.subscribe("/gain", other::add);
        first.close();
        first.close();
        theirs.set("/gain", 1);
        assertEquals(Optional.of(1), other.poll(10, TimeUnit.SECONDS));
        second.close();
        theirs.set("/gain", 2);
        // Comes after any notice of the change before.
        ours.subscribe("/later", other::add);
        theirs.set("/later", 1);
        assertEquals(Optional.of(1), other.poll(10, TimeUnit.SECONDS));
        assertEquals(0, heard.size());
    }

    @Test
    void shouldNotLetAFailingListenerKeepOthersFromHearing() throws Exception {
        ours.subscribe("/gain", value -> {
            throw new IllegalStateException("on purpose");
        });
        ours.subscribe("/gain", heard::add);
        theirs.set("/gain", 1);
        assertHears(1);
        theirs.set("/gain", 2);
        assertHears(2);
    }

    @Test
    void shouldSubscribeAgainWithARestartedMaster() throws Exception {
        theirs.set("/gain", 1);
        ParameterSubscription gain = ours.subscribe("/gain", heard::add);
        int port = master.uri().getPort();
        master.close();
        AtomicReference<RosMaster> restarted = new AtomicReference<>();
        TestNodes.await("the master's port", 10, () -> {
            try {
                restarted.set(RosMaster.start("127.0.0.1", port));
                return true;
            } catch (GraphException stillBound) {
                return false;
            }
        });
        master = restarted.get();
        assertHears(null);
        theirs.set("/gain", 5);
        assertHears(5);
        assertEquals(Optional.of(5), gain.get());
    }

    @Test
    void shouldSayWhenTheServerIsAway() {
        master.close();
        assertThrows(GraphException.class, () -> ours.subscribe("/gain", heard::add));
        assertThrows(GraphException.class, () -> ours.cached().get("/gain"));
    }
}
