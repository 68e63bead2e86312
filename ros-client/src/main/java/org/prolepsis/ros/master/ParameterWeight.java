package org.prolepsis.ros.master;

import java.util.List;
import java.util.Map;

/** How much memory parameters take, about: for a bound, not for bookkeeping. All functions are pure. */
final class ParameterWeight {
    private static final int MAP_BYTES = 144;
    private static final int ENTRY_BYTES = 48;
    private static final int OBJECT_BYTES = 32;

    private ParameterWeight() {}

    /** Of a value with all that is in it. */
    static long of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return MAP_BYTES
                    + map.entrySet().stream()
                            .mapToLong(e -> ofEntry((String) e.getKey()) + of(e.getValue()))
                            .sum();
        }
        if (value instanceof List<?> list) {
            return OBJECT_BYTES + list.stream().mapToLong(item -> 8 + of(item)).sum();
        }
        if (value instanceof byte[] bytes) {
            return OBJECT_BYTES + (long) bytes.length;
        }
        return value instanceof String text ? 2 * OBJECT_BYTES + 2L * text.length() : OBJECT_BYTES;
    }

    /** Of a map's entry without its value. */
    static long ofEntry(String name) {
        return ENTRY_BYTES + 2L * OBJECT_BYTES + 2L * name.length();
    }

    /** By how much the tree grows when the value is set at a path of one step or more. */
    static long growth(Map<String, Object> root, List<String> path, Object value) {
        long growth = of(value);
        Map<String, Object> node = root;
        for (int i = 0; i < path.size(); i++) {
            String step = path.get(i);
            Object there = node == null ? null : node.get(step);
            Map<String, Object> child = ParameterStore.asMap(there);
            growth += there == null ? ofEntry(step) : 0;
            if (i == path.size() - 1 || child == null) {
                growth -= there == null ? 0 : of(there);
                growth += i == path.size() - 1 ? 0 : MAP_BYTES;
            }
            node = child;
        }
        return growth;
    }

    /** How deep lists and maps are nested; 0 for a plain value. */
    static int depth(Object value) {
        if (value instanceof Map<?, ?> map) {
            return 1
                    + map.values().stream()
                            .mapToInt(ParameterWeight::depth)
                            .max()
                            .orElse(0);
        }
        if (value instanceof List<?> list) {
            return 1 + list.stream().mapToInt(ParameterWeight::depth).max().orElse(0);
        }
        return 0;
    }
}
