package org.prolepsis.ros.param;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.prolepsis.graph.ParameterListener;
import org.prolepsis.ros.master.MasterClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The value of one parameter that the master keeps us informed of, and who wants to hear of it. Thread-safe. */
final class CachedParameter {
    private static final Logger LOG = LoggerFactory.getLogger(CachedParameter.class);

    private final String key;
    private final List<Hearer> hearers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean stale = new AtomicBoolean();
    /** One question at a time, so that an older answer never replaces a newer one. */
    private final Object fetching = new Object();

    private volatile Optional<Object> value = Optional.empty();
    private volatile boolean pinned;

    /** A listener and the last value it knows. Told by one thread. */
    static final class Hearer {
        private final ParameterListener listener;
        private Optional<Object> known;

        Hearer(ParameterListener listener, Optional<Object> known) {
            this.listener = listener;
            this.known = known;
        }
    }

    CachedParameter(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    Optional<Object> value() {
        return value;
    }

    /** Keeps it for good. */
    void pin() {
        pinned = true;
    }

    boolean isPinned() {
        return pinned;
    }

    boolean isUsed() {
        return pinned || !hearers.isEmpty();
    }

    void add(Hearer hearer) {
        hearers.add(hearer);
    }

    boolean remove(Hearer hearer) {
        return hearers.remove(hearer);
    }

    /** Notes that the value must be asked for; false if that was noted before. */
    boolean becomesStale() {
        return stale.compareAndSet(false, true);
    }

    /** Asks the master for the value. */
    void fetch(MasterClient master) {
        synchronized (fetching) {
            // Before the question: a change after it is noted anew.
            stale.set(false);
            value = RosParameterTree.ask(master, key).map(CachedParameter::frozen);
        }
    }

    /** Tells listeners that know another value; on the one thread for this. */
    void tellListeners() {
        for (Hearer hearer : hearers) {
            Optional<Object> now = value;
            if (now.equals(hearer.known)) {
                continue;
            }
            hearer.known = now;
            try {
                hearer.listener.onChange(now);
            } catch (RuntimeException | Error failed) {
                LOG.warn("the listener of parameter {} failed", key, failed);
            }
        }
    }

    /** What is shared must not be changed by those who read it. */
    private static Object frozen(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, inside) -> copy.put(name, frozen(inside)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(inside -> copy.add(frozen(inside)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
