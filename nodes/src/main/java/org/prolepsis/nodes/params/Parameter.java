package org.prolepsis.nodes.params;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ParameterTree;

/**
 * One private parameter of a node, declared once. Immutable.
 *
 * @param <T> {@code Double}, {@code Integer}, {@code Boolean}, {@code String}, or {@code Object} for a value whose form
 *     the node itself checks
 */
public final class Parameter<T> {
    /** Turns what the server has into the type of the parameter, or says what is wrong by returning null. */
    private interface Conversion<T> {
        T convert(Object value);
    }

    private final String name;
    private final String type;
    private final T defaultValue;
    private final String unit;
    private final String range;
    private final String help;
    private final Conversion<T> conversion;

    private Parameter(
            String name,
            String type,
            T defaultValue,
            String unit,
            String range,
            String help,
            Conversion<T> conversion) {
        this.name = Objects.requireNonNull(name);
        this.type = type;
        this.defaultValue = Objects.requireNonNull(defaultValue);
        this.unit = unit;
        this.range = range;
        this.help = help;
        this.conversion = conversion;
        if (conversion.convert(defaultValue) == null) {
            throw new IllegalArgumentException("default " + defaultValue + " of " + name + " is not in " + range);
        }
    }

    /** A finite number in [min, max]; integers on the server are accepted. */
    public static Parameter<Double> number(
            String name, double defaultValue, String unit, double min, double max, String help) {
        return new Parameter<>(name, "double", defaultValue, unit, range(number(min), number(max)), help, value -> {
            if (!(value instanceof Integer || value instanceof Double)) {
                return null;
            }
            double x = ((Number) value).doubleValue();
            return x >= min && x <= max ? x : null;
        });
    }

    /** An integer in [min, max]. */
    public static Parameter<Integer> integer(
            String name, int defaultValue, String unit, int min, int max, String help) {
        return new Parameter<>(
                name,
                "int",
                defaultValue,
                unit,
                range(Integer.toString(min), max == Integer.MAX_VALUE ? "" : Integer.toString(max)),
                help,
                value -> value instanceof Integer x && x >= min && x <= max ? x : null);
    }

    /** True or false. */
    public static Parameter<Boolean> flag(String name, boolean defaultValue, String help) {
        return new Parameter<>(
                name, "bool", defaultValue, "", "true, false", help, value -> value instanceof Boolean x ? x : null);
    }

    /** Any text. */
    public static Parameter<String> text(String name, String defaultValue, String help) {
        return new Parameter<>(
                name, "string", defaultValue, "", "", help, value -> value instanceof String x ? x : null);
    }

    /** One of several words. */
    public static Parameter<String> choice(String name, String defaultValue, List<String> allowed, String help) {
        List<String> words = List.copyOf(allowed);
        return new Parameter<>(
                name,
                "string",
                defaultValue,
                "",
                String.join(", ", words),
                help,
                value -> value instanceof String x && words.contains(x) ? x : null);
    }

    /** A number in [min, max], or one word; it is read as the word or as the number in text. */
    public static Parameter<String> numberOrWord(
            String name, String word, String unit, double min, double max, String help) {
        return new Parameter<>(
                name, "double or string", word, unit, word + " or " + range(number(min), number(max)), help, value -> {
                    if (word.equals(value)) {
                        return word;
                    }
                    if (!(value instanceof Integer || value instanceof Double)) {
                        return null;
                    }
                    double x = ((Number) value).doubleValue();
                    return x >= min && x <= max ? Double.toString(x) : null;
                });
    }

    /** A list of finite numbers; the empty list is the default. */
    public static Parameter<List<Double>> numbers(String name, String unit, String range, String help) {
        return new Parameter<>(name, "list of double", List.of(), unit, range, help, value -> {
            if (!(value instanceof List<?> list)) {
                return null;
            }
            boolean finite =
                    list.stream().allMatch(x -> x instanceof Number && Double.isFinite(((Number) x).doubleValue()));
            return finite ? list.stream().map(x -> ((Number) x).doubleValue()).toList() : null;
        });
    }

    /** A value that is a map or a text; the reader checks more. The default is the empty text. */
    public static Parameter<Object> mapOrText(String name, String range, String help) {
        return new Parameter<>(
                name,
                "map or string",
                "",
                "",
                range,
                help,
                value -> value instanceof String || value instanceof java.util.Map ? value : null);
    }

    /** The name without the leading {@code ~}. */
    public String name() {
        return name;
    }

    /** The type as the docs call it. */
    public String type() {
        return type;
    }

    /** What holds when the parameter is not set. */
    public T defaultValue() {
        return defaultValue;
    }

    /** The unit, or empty. */
    public String unit() {
        return unit;
    }

    /** What is allowed, in words, or empty when anything of the type is. */
    public String range() {
        return range;
    }

    /** One line of help. */
    public String help() {
        return help;
    }

    /** The default as it is written in a launch file; an empty text shows as two quotes. */
    public String defaultText() {
        if (defaultValue instanceof Double x) {
            return number(x);
        }
        String text = String.valueOf(defaultValue);
        return text.isEmpty() ? "\"\"" : text;
    }

    /**
     * Reads {@code ~name}.
     *
     * @throws GraphException if the value is of another type or out of range; the message names parameter, value and
     *     what is allowed
     */
    public T read(ParameterTree tree) {
        Object value = tree.get("~" + name).orElse(null);
        return value == null ? defaultValue : check(value);
    }

    /**
     * Checks a value from elsewhere, such as a topic, against the declaration.
     *
     * @throws GraphException as {@link #read}
     */
    public T check(Object value) {
        T converted = conversion.convert(value);
        if (converted == null) {
            String allowed =
                    range.isEmpty() ? "a " + type : "a " + type + ": " + range + (unit.isEmpty() ? "" : " " + unit);
            throw new GraphException("parameter ~" + name + " is " + shown(value) + "; allowed is " + allowed);
        }
        return converted;
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        String cut = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return value instanceof String ? "the text \"" + cut + "\"" : cut;
    }

    private static String range(String min, String max) {
        return max.isEmpty() ? "at least " + min : min + " to " + max;
    }

    private static String number(double x) {
        if (x == Double.MAX_VALUE || x == Double.POSITIVE_INFINITY) {
            return "";
        }
        return x == Math.rint(x) && Math.abs(x) < 1e9 ? String.format(Locale.ROOT, "%.1f", x) : Double.toString(x);
    }
}
