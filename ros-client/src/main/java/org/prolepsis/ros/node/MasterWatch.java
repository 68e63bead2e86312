package org.prolepsis.ros.node;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.prolepsis.graph.GraphException;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the master was restarted and has the node registered again. A master that came back is told by its
 * process and its {@code /run_id}; where both are the same as before (a bare rosmaster that is always process 1 of a
 * container), by its not knowing the node or by its having been away.
 */
final class MasterWatch {
    /** What the watch needs of its node; called by the watch's thread alone. */
    interface Registrant {
        /** Whether the master ought to know the node: it publishes, subscribes or serves. */
        boolean isRegistered();

        /** Whether a master has taken in anything of the node so far. */
        boolean hasRegistered();

        /**
         * Registers everything again.
         *
         * @throws GraphException if the master went away meanwhile
         */
        void registerAgain();

        /** A younger node of the same name has registered at another address. */
        void nameTaken(String address);
    }

    private static final Logger LOG = LoggerFactory.getLogger(MasterWatch.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final long PERIOD_MILLIS = 2000;
    private static final long AWAY_MILLIS = 1000;

    private final String nodeName;
    private final String nodeUri;
    private final MasterClient master;
    private final Registrant node;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Identity known;
    private boolean away;

    /** @param nodeUri the address that the master knows for the node */
    MasterWatch(String nodeName, String nodeUri, MasterClient master, Registrant node) {
        this.nodeName = nodeName;
        this.nodeUri = nodeUri;
        this.master = master;
        this.node = node;
    }

    /**
     * Remembers the master of now and watches from here on, on a daemon thread.
     *
     * @throws GraphException if the master does not answer
     */
    void start() {
        remember();
        Thread thread = new Thread(this::run, nodeName + "-master-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes the master of now for the one to watch; package-private for tests. */
    void remember() {
        known = identity();
    }

    private void run() {
        try {
            while (!closed.await(away ? AWAY_MILLIS : PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                checkQuietly();
            }
        } catch (InterruptedException stop) {
            LOG.debug("{} no longer watches its master", nodeName);
        }
    }

    private void checkQuietly() {
        try {
            check();
        } catch (GraphException unreachable) {
            if (!away && closed.getCount() > 0) {
                LOG.warn(
                        "{}: {}; what is connected goes on, and everything is registered again when it is back",
                        nodeName,
                        unreachable.getMessage());
            }
            away = true;
        } catch (RuntimeException failed) {
            LOG.warn("{} failed to check on its master", nodeName, failed);
        }
    }

    /** One look at the master; package-private for tests. */
    void check() {
        boolean recognised = node.hasRegistered();
        Identity present = identity();
        List<?> self = master.reply(TIMEOUT, "lookupNode", nodeName);
        boolean listed = Integer.valueOf(Reply.SUCCESS).equals(self.get(0));
        if (listed && !nodeUri.equals(self.get(2))) {
            // Before this node has registered anything, the one that is listed is an older one: it died and left its
            // entries, or the master tells it to end as soon as this one registers.
            if (recognised) {
                node.nameTaken(String.valueOf(self.get(2)));
            }
            return;
        }
        boolean changed = away || !present.mayBe(known) || (!listed && node.isRegistered());
        if (changed && closed.getCount() > 0) {
            node.registerAgain();
            LOG.info("{} has registered again with the master at {}", nodeName, master.uri());
        }
        // Only now: had registering failed, the next check must try again.
        known = present;
        away = false;
    }

    private Identity identity() {
        List<?> runId = master.reply(TIMEOUT, "getParam", "/run_id");
        boolean set = Integer.valueOf(Reply.SUCCESS).equals(runId.get(0));
        return new Identity(master.reply(TIMEOUT, "getPid").get(2), set ? runId.get(2) : null);
    }

    /**
     * What tells one master from another.
     *
     * @param pid its process
     * @param runId what roscore sets soon after the master is up; null while it is not set
     */
    private record Identity(Object pid, Object runId) {
        /** A run id that is set late, or lost with all other parameters, makes no new master. */
        boolean mayBe(Identity other) {
            return pid.equals(other.pid) && (runId == null || other.runId == null || runId.equals(other.runId));
        }
    }

    /** Ends the watch; does not wait for a check that is under way. */
    void close() {
        closed.countDown();
    }
}
