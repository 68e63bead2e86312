package org.prolepsis.nodes.testgraph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ParameterListener;
import org.prolepsis.graph.ParameterSubscription;
import org.prolepsis.graph.ParameterTree;

/** Parameters in a map. */
public record TestParameters(Map<String, Object> values, UnaryOperator<String> resolve) implements ParameterTree {
    @Override
    public Optional<Object> get(String name) {
        return Optional.ofNullable(values.get(resolve.apply(name)));
    }

    @Override
    public Optional<String> search(String name) {
        return has(name) ? Optional.of(resolve.apply(name)) : Optional.empty();
    }

    @Override
    public void set(String name, Object value) {
        values.put(resolve.apply(name), value);
    }

    @Override
    public boolean has(String name) {
        return values.containsKey(resolve.apply(name));
    }

    @Override
    public void delete(String name) {
        values.remove(resolve.apply(name));
    }

    @Override
    public List<String> getNames() {
        return List.copyOf(values.keySet());
    }

    @Override
    public double getDouble(String name, double defaultValue) {
        return get(name).map(v -> typed(name, v, Number.class).doubleValue()).orElse(defaultValue);
    }

    @Override
    public int getInteger(String name, int defaultValue) {
        return get(name).map(v -> typed(name, v, Integer.class)).orElse(defaultValue);
    }

    @Override
    public boolean getBoolean(String name, boolean defaultValue) {
        return get(name).map(v -> typed(name, v, Boolean.class)).orElse(defaultValue);
    }

    @Override
    public String getString(String name, String defaultValue) {
        return get(name).map(v -> typed(name, v, String.class)).orElse(defaultValue);
    }

    @Override
    public List<?> getList(String name, List<?> defaultValue) {
        return has(name) ? typed(name, values.get(resolve.apply(name)), List.class) : defaultValue;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, ?> getMap(String name, Map<String, ?> defaultValue) {
        return has(name) ? typed(name, values.get(resolve.apply(name)), Map.class) : defaultValue;
    }

    /** Never calls the listener: no test of a node changes parameters under it. */
    @Override
    public ParameterSubscription subscribe(String name, ParameterListener listener) {
        String resolved = resolve.apply(name);
        return new ParameterSubscription() {
            @Override
            public String getName() {
                return resolved;
            }

            @Override
            public Optional<Object> get() {
                return TestParameters.this.get(resolved);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public ParameterTree cached() {
        return this;
    }

    private static <T> T typed(String name, Object value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new GraphException(name + " is " + value + ", not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
