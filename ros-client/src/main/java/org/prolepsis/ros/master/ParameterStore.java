package org.prolepsis.ros.master;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.prolepsis.ros.name.GraphNames;

/** The tree of parameters. Namespaces are maps, and a map set as a value becomes a namespace. Thread-safe. */
final class ParameterStore {
    /** What XML-RPC peers can read back. */
    private static final int MAX_DEPTH = 100;

    private final long maxWeight;
    private Map<String, Object> root = new LinkedHashMap<>();
    private long weight;

    ParameterStore() {
        this(Runtime.getRuntime().maxMemory() / 4);
    }

    /** @param maxWeight how many bytes of memory the parameters may take, about */
    ParameterStore(long maxWeight) {
        this.maxWeight = maxWeight;
    }

    /**
     * Sets a parameter or a namespace.
     *
     * @throws IllegalArgumentException if the root is set to something else than a map, or the value is nested too
     *     deeply, or takes more memory than is left
     */
    synchronized void set(String key, Object value) {
        List<String> path = path(key);
        if (path.size() + ParameterWeight.depth(value) > MAX_DEPTH) {
            throw new IllegalArgumentException("parameter [" + key + "] is nested deeper than " + MAX_DEPTH);
        }
        long more = path.isEmpty() ? ParameterWeight.of(value) - weight : ParameterWeight.growth(root, path, value);
        if (more > 0 && weight + more > maxWeight) {
            throw new IllegalArgumentException("parameter [" + key + "] takes " + more + " bytes where " + weight
                    + " of at most " + maxWeight + " are taken");
        }
        if (path.isEmpty()) {
            if (!(value instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(
                        "Error: invalid arguments: cannot set root of parameter tree to non-dictionary");
            }
            root = copyMap(map);
            weight += more;
            return;
        }
        weight += more;
        Map<String, Object> node = root;
        for (String step : path.subList(0, path.size() - 1)) {
            Map<String, Object> child = asMap(node.get(step));
            if (child == null) {
                // A plain value that gets children turns into a namespace.
                child = new LinkedHashMap<>();
                node.put(step, child);
            }
            node = child;
        }
        node.put(path.get(path.size() - 1), copy(value));
    }

    /**
     * A copy of the value.
     *
     * @throws NoSuchElementException if it is not set
     */
    synchronized Object get(String key) {
        Object value = root;
        for (String step : path(key)) {
            Map<String, Object> node = asMap(value);
            if (node == null || !node.containsKey(step)) {
                throw new NoSuchElementException(key);
            }
            value = node.get(step);
        }
        return copy(value);
    }

    synchronized boolean has(String key) {
        Object value = root;
        for (String step : path(key)) {
            Map<String, Object> node = asMap(value);
            if (node == null || !node.containsKey(step)) {
                return false;
            }
            value = node.get(step);
        }
        return true;
    }

    /** @throws NoSuchElementException if it is not set, or the root */
    synchronized void delete(String key) {
        List<String> path = path(key);
        if (path.isEmpty() || !has(key)) {
            throw new NoSuchElementException(key);
        }
        Map<String, Object> node = root;
        for (String step : path.subList(0, path.size() - 1)) {
            node = asMap(node.get(step));
        }
        String last = path.get(path.size() - 1);
        weight -= ParameterWeight.ofEntry(last) + ParameterWeight.of(node.remove(last));
    }

    /** The full names of all leaves. */
    synchronized List<String> names() {
        List<String> names = new ArrayList<>();
        collect("", root, names);
        return names;
    }

    /**
     * The first match of a relative key's first part, from a namespace outwards.
     *
     * @return the full key, or null
     */
    synchronized String search(String namespace, String key) {
        if (GraphNames.isGlobal(key)) {
            return has(key) ? key : null;
        }
        List<String> parts = path(key);
        List<String> scope = path(namespace);
        for (int depth = scope.size(); depth >= 0; depth--) {
            String base = "/" + String.join("/", scope.subList(0, depth));
            if (has(GraphNames.join(base, parts.get(0)))) {
                return GraphNames.join(base, key);
            }
        }
        return null;
    }

    private static void collect(String prefix, Map<String, Object> node, List<String> names) {
        node.forEach((name, value) -> {
            Map<String, Object> child = asMap(value);
            if (child == null) {
                names.add(prefix + "/" + name);
            } else {
                collect(prefix + "/" + name, child, names);
            }
        });
    }

    static List<String> path(String key) {
        List<String> steps = new ArrayList<>();
        int at = 0;
        while (at <= key.length()) {
            int slash = key.indexOf('/', at);
            int end = slash < 0 ? key.length() : slash;
            if (end > at) {
                steps.add(key.substring(at, end));
            }
            at = end + 1;
        }
        return steps;
    }

    @SuppressWarnings("unchecked") // every map in the tree was made by copyMap
    static Map<String, Object> asMap(Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : null;
    }

    private static Map<String, Object> copyMap(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put((String) name, copy(value)));
        return copy;
    }

    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            return copyMap(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copied = new ArrayList<>(list.size());
            list.forEach(item -> copied.add(copy(item)));
            return copied;
        }
        return value;
    }
}
