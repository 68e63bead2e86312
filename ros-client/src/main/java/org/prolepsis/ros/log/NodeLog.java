package org.prolepsis.ros.log;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.Publisher;
import org.prolepsis.msgs.rosgraph_msgs.Log;

/**
 * The log of one node: a bounded queue of lines, and a thread that publishes them on {@code /rosout}. Lines from before
 * the node was on the graph wait for it, and lines of its start wait a few seconds for the first subscriber, so that
 * {@code rosout} and rqt_console show how a node started. Lines that find the queue full are counted, and the count is
 * published. Thread-safe.
 */
public final class NodeLog implements AutoCloseable {
    /** Lines that are waiting at once. */
    static final int CAPACITY = 256;

    private static final InheritableThreadLocal<NodeLog> CURRENT = new InheritableThreadLocal<>();
    private static final long START_NANOS = 5_000_000_000L;
    private static final long POLL_MILLIS = 20;
    private static final long LAST_LINES_MILLIS = 300;

    private final String name;
    private final Optional<LoggerLevels> levels;
    private final BlockingQueue<Stamped> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private final Log message = new Log();
    private volatile Supplier<ConnectedNode> node = () -> null;
    private volatile boolean closed;
    private Publisher<Log> publisher;
    private Supplier<List<String>> topics;
    private PublishingThread thread;
    private int seq;

    /** A line and when it was logged, ns of ROS time; 0 where that has not begun. */
    private record Stamped(LogLine line, long nanos) {}

    /** What is logged while log lines are published must not become a log line again. */
    static final class PublishingThread extends Thread {
        PublishingThread(Runnable body, String name) {
            super(body, name);
            setDaemon(true);
        }
    }

    private NodeLog(String name, Optional<LoggerLevels> levels) {
        this.name = name;
        this.levels = levels;
        this.closed = levels.isEmpty();
    }

    /**
     * The log of a node that is about to start.
     *
     * @param levels of the application's logging backend; without it the node's log is not published
     */
    public static NodeLog open(String nodeName, Optional<LoggerLevels> levels) {
        NodeLog log = new NodeLog(nodeName, levels);
        if (levels.isPresent()) {
            Rosout.add(log);
        }
        return log;
    }

    /** The log of the node that the current thread works for, or null. */
    static NodeLog current() {
        return CURRENT.get();
    }

    /** Does something for this node: what the thread logs meanwhile is the node's, and so are threads that it starts. */
    public <T> T call(Supplier<T> work) {
        NodeLog before = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        }
    }

    /** The same for what has no result. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    void offer(LogLine line) {
        if (closed) {
            return;
        }
        ConnectedNode known = node.get();
        long nanos = known == null
                ? TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())
                : known.getTimeProvider().nowNanos();
        if (!queue.offer(new Stamped(line, nanos))) {
            dropped.incrementAndGet();
        }
    }

    /**
     * Publishes from now on, what was logged before first; does nothing without a backend.
     *
     * @param connected the node, on the graph
     * @param published the topics that the node publishes
     * @throws org.prolepsis.graph.GraphException if the master refuses
     */
    public void start(ConnectedNode connected, Supplier<List<String>> published) {
        if (closed) {
            return;
        }
        topics = published;
        node = () -> connected;
        publisher = connected.newPublisher("/rosout", Log.TYPE);
        levels.ifPresent(known -> LoggerServices.offer(connected, known));
        thread = new PublishingThread(this::run, name + "-rosout");
        thread.start();
    }

    private void run() {
        try {
            awaitSubscriber();
            while (!closed || !queue.isEmpty()) {
                Stamped next = queue.poll(POLL_MILLIS * 5, TimeUnit.MILLISECONDS);
                if (next != null) {
                    publish(next.line(), next.nanos());
                }
                tellDropped();
            }
        } catch (InterruptedException stop) {
            closed = true;
        }
    }

    private void awaitSubscriber() throws InterruptedException {
        long deadline = System.nanoTime() + START_NANOS;
        while (!closed && publisher.getNumberOfSubscribers() == 0 && System.nanoTime() - deadline < 0) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void tellDropped() {
        long count = dropped.get();
        if (count > 0 && queue.isEmpty()) {
            dropped.addAndGet(-count);
            String text = count + " lines of the log came too fast to be published";
            publish(
                    new LogLine(Log.WARN, text, "", NodeLog.class.getName(), 0),
                    node.get().getTimeProvider().nowNanos());
        }
    }

    private void publish(LogLine line, long nanos) {
        message.header.seq = seq++;
        message.header.stamp.setNanos(nanos);
        message.level = line.level();
        message.name = name;
        message.msg = line.message();
        message.file = line.file();
        message.function = line.function();
        message.line = line.line();
        message.topics = topics.get().toArray(new String[0]);
        publisher.publish(message);
    }

    /** Takes no more lines; waits a moment for those that are waiting to go out. */
    @Override
    public void close() {
        closed = true;
        Rosout.remove(this);
        if (thread != null) {
            try {
                thread.join(LAST_LINES_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
