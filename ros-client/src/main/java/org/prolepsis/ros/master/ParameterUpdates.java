package org.prolepsis.ros.master;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prolepsis.ros.name.GraphNames;

/** Which parameter subscribers hear what when a key changes; rosmaster's compute_param_updates. */
final class ParameterUpdates {
    /**
     * One notification.
     *
     * @param subscription the key subscribed to, with a trailing slash
     * @param key the key to report, with a trailing slash
     * @param value the value to report; an empty map for one that is gone
     */
    record Update(String subscription, String key, Object value) {}

    private ParameterUpdates() {}

    /** Subscription keys and {@code changed} end with a slash, see {@link #slashed}. */
    static List<Update> of(Set<String> subscriptions, String changed, Object value) {
        List<Update> updates = new ArrayList<>();
        for (String subscription : subscriptions) {
            if (changed.startsWith(subscription)) {
                updates.add(new Update(subscription, changed, value));
            } else if (subscription.startsWith(changed) && value instanceof Map<?, ?> tree) {
                Object inside = find(tree, ParameterStore.path(subscription.substring(changed.length())));
                updates.add(new Update(subscription, subscription, inside == null ? Map.of() : inside));
            }
        }
        return updates;
    }

    private static Object find(Object value, List<String> path) {
        Object at = value;
        for (String step : path) {
            if (!(at instanceof Map<?, ?> map)) {
                return null;
            }
            at = map.get(step);
        }
        return at;
    }

    /** The canonical key with a trailing slash, so that prefixes are whole names. */
    static String slashed(String key) {
        String canonical = GraphNames.canonical(key);
        return canonical.endsWith("/") ? canonical : canonical + "/";
    }
}
