package org.prolepsis.ros.param;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ParameterListener;
import org.prolepsis.graph.ParameterSubscription;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.name.GraphNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parameters that the master keeps a node informed of. A notice only says that a key has changed; its value is then
 * asked for. So values never come in the wrong order, a change below a namespace needs no patching, and however many
 * notices come while one question is under way, one more question answers them all. Thread-safe.
 */
public final class ParameterCache {
    private static final Logger LOG = LoggerFactory.getLogger(ParameterCache.class);

    private final MasterClient master;
    private final String nodeUri;
    private final Map<String, CachedParameter> entries = new HashMap<>();
    /** Held from a change of the entries until the master knows it, so that closing never undoes a new subscription. */
    private final Object registering = new Object();

    private final ThreadPoolExecutor worker;
    private boolean closed;

    /** @param nodeUri where the master reaches the node */
    public ParameterCache(MasterClient master, String nodeName, String nodeUri) {
        this.master = master;
        this.nodeUri = nodeUri;
        worker = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, nodeName + "-parameters");
            thread.setDaemon(true);
            return thread;
        });
        // A notice that comes after the end concerns nobody.
        worker.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        worker.allowCoreThreadTimeOut(true);
    }

    /** The value of a parameter as last heard, subscribed to at the first call and from then on. */
    Optional<Object> read(String key) {
        CachedParameter known = entry(key);
        if (known == null || !known.isPinned()) {
            synchronized (registering) {
                known = subscribed(key);
                known.pin();
            }
        }
        return known.value();
    }

    ParameterSubscription subscribe(String key, ParameterListener listener) {
        synchronized (registering) {
            CachedParameter entry = subscribed(key);
            Subscribed subscription = new Subscribed(entry, listener);
            entry.add(subscription.hearer);
            return subscription;
        }
    }

    private final class Subscribed implements ParameterSubscription {
        private final CachedParameter entry;
        private final CachedParameter.Hearer hearer;

        Subscribed(CachedParameter entry, ParameterListener listener) {
            this.entry = entry;
            hearer = new CachedParameter.Hearer(listener, entry.value());
        }

        @Override
        public String getName() {
            return entry.key();
        }

        @Override
        public Optional<Object> get() {
            return entry.value();
        }

        @Override
        public void close() {
            synchronized (registering) {
                if (entry.remove(hearer) && !entry.isUsed()) {
                    forget(entry);
                }
            }
        }
    }

    private CachedParameter subscribed(String key) {
        CachedParameter known = entry(key);
        if (known != null) {
            return known;
        }
        CachedParameter entry = new CachedParameter(key);
        synchronized (entries) {
            if (closed) {
                throw new GraphException("cannot subscribe to parameter " + key + ": the node is shut down");
            }
            // Before the master knows, so that its first notice finds it.
            entries.put(key, entry);
        }
        try {
            master.call("subscribeParam", nodeUri, key);
            entry.fetch(master);
            return entry;
        } catch (GraphException refused) {
            forget(entry);
            throw refused;
        }
    }

    private void forget(CachedParameter entry) {
        synchronized (entries) {
            entries.remove(entry.key(), entry);
        }
        try {
            master.call("unsubscribeParam", nodeUri, entry.key());
        } catch (GraphException unreachable) {
            LOG.debug("unsubscribeParam of {} failed: {}", entry.key(), unreachable.getMessage());
        }
    }

    private CachedParameter entry(String key) {
        synchronized (entries) {
            return entries.get(key);
        }
    }

    private List<CachedParameter> touchedBy(String key) {
        String changed = GraphNames.canonical(key);
        synchronized (entries) {
            List<CachedParameter> touched = new ArrayList<>();
            for (CachedParameter entry : entries.values()) {
                if (isWithin(changed, entry.key()) || isWithin(entry.key(), changed)) {
                    touched.add(entry);
                }
            }
            return touched;
        }
    }

    private static boolean isWithin(String key, String namespace) {
        return key.equals(namespace) || key.startsWith(namespace.endsWith("/") ? namespace : namespace + "/");
    }

    /**
     * Takes the master's notice that a parameter has changed; never waits.
     *
     * @return whether anything here depends on it
     */
    public boolean onUpdate(String key) {
        List<CachedParameter> touched = touchedBy(key);
        for (CachedParameter entry : touched) {
            if (entry.becomesStale()) {
                worker.execute(() -> refresh(entry));
            }
        }
        return !touched.isEmpty();
    }

    /** Reads again what this node itself has changed: the master tells all but the node that made the change. */
    void onOwnChange(String key) {
        for (CachedParameter entry : touchedBy(key)) {
            entry.fetch(master);
            worker.execute(entry::tellListeners);
        }
    }

    private void refresh(CachedParameter entry) {
        try {
            entry.fetch(master);
        } catch (GraphException unreachable) {
            // Whoever comes back as master is asked again, see registerAgain.
            LOG.debug("parameter {} stays as it was: {}", entry.key(), unreachable.getMessage());
        }
        entry.tellListeners();
    }

    /** Whether the master ought to know of no subscription. */
    public boolean isEmpty() {
        synchronized (entries) {
            return entries.isEmpty();
        }
    }

    /**
     * Tells a restarted master of every subscription, and listeners of what it has different values for.
     *
     * @throws GraphException if the master cannot be reached
     */
    public void registerAgain() {
        for (CachedParameter entry : all()) {
            synchronized (registering) {
                if (entry(entry.key()) == entry) {
                    master.repeat("subscribeParam", nodeUri, entry.key());
                    entry.fetch(master);
                    worker.execute(entry::tellListeners);
                }
            }
        }
    }

    private List<CachedParameter> all() {
        synchronized (entries) {
            return List.copyOf(entries.values());
        }
    }

    /** Ends every subscription. */
    public void close() {
        synchronized (registering) {
            synchronized (entries) {
                closed = true;
            }
            all().forEach(this::forget);
        }
        worker.shutdown();
    }
}
