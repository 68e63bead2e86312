package org.prolepsis.ros.master;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who provides what: keys (topics, services, parameters) to the nodes registered for them. Guarded by its owner. */
final class Registrations {
    /**
     * One registration.
     *
     * @param callerId the node's name
     * @param api the node's XML-RPC address, for services the service's own address
     */
    record Entry(String callerId, String api) {}

    private final boolean single;
    private int size;
    private final Map<String, List<Entry>> map = new LinkedHashMap<>();

    /** @param single whether a new registration of a key replaces the old one, as with services */
    Registrations(boolean single) {
        this.single = single;
    }

    void register(String key, String callerId, String api) {
        List<Entry> entries = map.computeIfAbsent(key, k -> new ArrayList<>(1));
        Entry entry = new Entry(callerId, api);
        if (single) {
            size -= entries.size();
            entries.clear();
        }
        if (!entries.contains(entry)) {
            entries.add(entry);
            size++;
        }
    }

    boolean unregister(String key, String callerId, String api) {
        List<Entry> entries = map.get(key);
        if (entries == null || !entries.remove(new Entry(callerId, api))) {
            return false;
        }
        size--;
        if (entries.isEmpty()) {
            map.remove(key);
        }
        return true;
    }

    /** Removes all that a node has and returns the keys concerned. */
    List<String> unregisterAll(String callerId) {
        List<String> touched = new ArrayList<>();
        map.forEach((key, entries) -> {
            int before = entries.size();
            if (entries.removeIf(e -> e.callerId().equals(callerId))) {
                touched.add(key);
                size -= before - entries.size();
            }
        });
        map.values().removeIf(List::isEmpty);
        return touched;
    }

    /** Registrations of all keys together. */
    int size() {
        return size;
    }

    boolean has(String key) {
        return map.containsKey(key);
    }

    boolean hasNode(String callerId) {
        return map.values().stream()
                .anyMatch(es -> es.stream().anyMatch(e -> e.callerId().equals(callerId)));
    }

    List<Entry> get(String key) {
        return List.copyOf(map.getOrDefault(key, List.of()));
    }

    List<String> apis(String key) {
        return get(key).stream().map(Entry::api).toList();
    }

    Set<String> keys() {
        return map.keySet();
    }

    /** {@code [[key, [callerId…]]…]}, as getSystemState wants it. */
    List<Object> state() {
        List<Object> state = new ArrayList<>();
        map.forEach((key, entries) ->
                state.add(List.of(key, entries.stream().map(Entry::callerId).toList())));
        return state;
    }
}
