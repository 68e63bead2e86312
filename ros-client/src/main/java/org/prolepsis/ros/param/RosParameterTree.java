package org.prolepsis.ros.param;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ParameterListener;
import org.prolepsis.graph.ParameterSubscription;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.Reply;
import org.prolepsis.ros.name.NameResolver;

/** The parameter server's tree; every call asks the server, unless it reads what is cached. May be used by any thread. */
public final class RosParameterTree implements ParameterTree {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final MasterClient master;
    private final NameResolver names;
    private final ParameterCache cache;
    private final boolean cached;

    /** A tree whose reads ask the server. */
    public RosParameterTree(MasterClient master, NameResolver names, ParameterCache cache) {
        this(master, names, cache, false);
    }

    private RosParameterTree(MasterClient master, NameResolver names, ParameterCache cache, boolean cached) {
        this.master = master;
        this.names = names;
        this.cache = cache;
        this.cached = cached;
    }

    @Override
    public Optional<Object> get(String name) {
        String key = names.resolve(name);
        return cached ? cache.read(key) : ask(master, key);
    }

    static Optional<Object> ask(MasterClient master, String key) {
        return found(master.reply(TIMEOUT, "getParam", key), "getParam");
    }

    @Override
    public ParameterSubscription subscribe(String name, ParameterListener listener) {
        return cache.subscribe(names.resolve(name), Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public ParameterTree cached() {
        return cached ? this : new RosParameterTree(master, names, cache, true);
    }

    /** A master says -1 for what is not set, and the same for a malformed request, which names cannot be here. */
    private static Optional<Object> found(List<?> reply, String method) {
        int code = (Integer) reply.get(0);
        if (code == Reply.FAILURE) {
            throw new GraphException("the master failed in " + method + ": " + reply.get(1));
        }
        return code == Reply.SUCCESS ? Optional.ofNullable((Object) reply.get(2)) : Optional.empty();
    }

    @Override
    public void set(String name, Object value) {
        if (value == null) {
            throw new GraphException("parameter " + names.resolve(name) + " cannot be set to null; delete it instead");
        }
        String key = names.resolve(name);
        master.call("setParam", key, value);
        cache.onOwnChange(key);
    }

    @Override
    public boolean has(String name) {
        String key = names.resolve(name);
        return cached ? cache.read(key).isPresent() : Boolean.TRUE.equals(master.call("hasParam", key));
    }

    @Override
    public void delete(String name) {
        String key = names.resolve(name);
        List<?> reply = master.reply(TIMEOUT, "deleteParam", key);
        if (Integer.valueOf(Reply.FAILURE).equals(reply.get(0))) {
            throw new GraphException("the master failed in deleteParam: " + reply.get(1));
        }
        cache.onOwnChange(key);
    }

    @Override
    public List<String> getNames() {
        if (master.call("getParamNames") instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return List.of();
    }

    @Override
    public Optional<String> search(String name) {
        return found(master.reply(TIMEOUT, "searchParam", name), "searchParam").map(String::valueOf);
    }

    @Override
    public double getDouble(String name, double defaultValue) {
        return typed(name, Number.class, "number").map(Number::doubleValue).orElse(defaultValue);
    }

    @Override
    public int getInteger(String name, int defaultValue) {
        return typed(name, Integer.class, "integer").orElse(defaultValue);
    }

    @Override
    public boolean getBoolean(String name, boolean defaultValue) {
        return typed(name, Boolean.class, "boolean").orElse(defaultValue);
    }

    @Override
    public String getString(String name, String defaultValue) {
        return typed(name, String.class, "string").orElse(defaultValue);
    }

    @Override
    public List<?> getList(String name, List<?> defaultValue) {
        Optional<List<?>> value = typed(name, List.class, "list").map(list -> (List<?>) list);
        return value.orElse(defaultValue);
    }

    @Override
    @SuppressWarnings("unchecked") // the codec makes maps with string keys only
    public Map<String, ?> getMap(String name, Map<String, ?> defaultValue) {
        Optional<Map<String, ?>> value = typed(name, Map.class, "map").map(map -> (Map<String, ?>) map);
        return value.orElse(defaultValue);
    }

    private <T> Optional<T> typed(String name, Class<T> type, String expected) {
        return get(name).map(value -> {
            if (!type.isInstance(value)) {
                throw new GraphException("parameter " + names.resolve(name) + " is " + value + " (" + kind(value)
                        + "); it must be a " + expected);
            }
            return type.cast(value);
        });
    }

    private static String kind(Object value) {
        if (value instanceof List<?>) {
            return "list";
        }
        return value instanceof Map<?, ?>
                ? "map"
                : value.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
