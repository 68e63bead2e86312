package org.prolepsis.ros.master;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the master's callbacks: in order and one at a time for a node, several nodes at once. Of two waiting callbacks
 * about the same thing only the newer is sent, so that a dead node costs a bounded queue.
 */
final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int THREADS = 4;

    private final ThreadPoolExecutor workers;
    private final Map<String, Map<String, Runnable>> waiting = new HashMap<>();

    Notifier() {
        AtomicInteger count = new AtomicInteger();
        workers = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "ros-master-notify-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Queues a callback.
     *
     * @param api the node to call; callbacks to one node keep their order
     * @param subject what it is about; replaces a waiting one of the same subject
     */
    synchronized void send(String api, String subject, Runnable callback) {
        if (workers.isShutdown()) {
            return;
        }
        Map<String, Runnable> queue = waiting.get(api);
        if (queue == null) {
            queue = new LinkedHashMap<>();
            waiting.put(api, queue);
            workers.execute(() -> drain(api));
        }
        queue.remove(subject);
        queue.put(subject, callback);
    }

    private void drain(String api) {
        for (Runnable next = next(api); next != null; next = next(api)) {
            try {
                next.run();
            } catch (RuntimeException | Error failed) {
                LOG.warn("a callback to {} failed", api, failed);
            }
        }
    }

    private synchronized Runnable next(String api) {
        Map<String, Runnable> queue = waiting.get(api);
        if (queue.isEmpty()) {
            waiting.remove(api);
            return null;
        }
        String subject = queue.keySet().iterator().next();
        return queue.remove(subject);
    }

    @Override
    public synchronized void close() {
        workers.shutdownNow();
    }
}
