package org.prolepsis.flow.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one mapping of a manifest strictly: every key is asked for once, and {@link #end} refuses the others. */
public final class Fields {
    private static final YAMLMapper MAPPER = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final String path;
    private final JsonNode node;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * Wraps a mapping.
     *
     * @param file its name, for messages
     * @param path of the mapping in it, empty for the document
     * @param node what the parser found
     * @throws ModelFormatException if it is missing or something else
     */
    public Fields(String file, String path, JsonNode node) throws ModelFormatException {
        this.file = file;
        this.path = path;
        this.node = node;
        if (node == null || !node.isObject()) {
            throw new ModelFormatException(file + ": " + (path.isEmpty() ? "the document" : "field " + path) + " is "
                    + show(node) + ", must be a mapping");
        }
    }

    /**
     * The document of a manifest.
     *
     * @param file its name, for messages
     * @param yaml its bytes
     * @return the mapping at its root
     * @throws ModelFormatException if it is no YAML mapping
     */
    public static Fields parse(String file, byte[] yaml) throws ModelFormatException {
        try {
            return new Fields(file, "", MAPPER.readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new ModelFormatException(file + ": not readable as YAML: " + e.getOriginalMessage(), e);
        } catch (ModelFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelFormatException(file + ": not readable as YAML: " + e.getMessage(), e);
        }
    }

    /**
     * The opposite of {@link #parse}.
     *
     * @param root keys in the order of the file
     * @return YAML
     * @throws IOException if a value has no form in YAML
     */
    public static byte[] write(Map<String, Object> root) throws IOException {
        return MAPPER.writeValueAsBytes(root);
    }

    /**
     * A mapping.
     *
     * @param key its key
     * @return the mapping
     * @throws ModelFormatException if it is missing or something else
     */
    public Fields object(String key) throws ModelFormatException {
        return new Fields(file, full(key), get(key));
    }

    /**
     * A string.
     *
     * @param key its key
     * @return the string
     * @throws ModelFormatException if it is missing or something else
     */
    public String text(String key) throws ModelFormatException {
        JsonNode value = get(key);
        if (!value.isTextual()) {
            throw wrong(key, value, "a string");
        }
        return value.textValue();
    }

    /**
     * One of a few strings.
     *
     * @param key its key
     * @param allowed those it may be
     * @return the string
     * @throws ModelFormatException if it is missing or something else
     */
    public String textOf(String key, String... allowed) throws ModelFormatException {
        String value = text(key);
        if (!Arrays.asList(allowed).contains(value)) {
            throw wrong(key, get(key), "one of " + String.join(", ", allowed));
        }
        return value;
    }

    /**
     * An integer.
     *
     * @param key its key
     * @param least allowed
     * @param most allowed
     * @return the integer
     * @throws ModelFormatException if it is missing or something else
     */
    public long integer(String key, long least, long most) throws ModelFormatException {
        return integer(key, get(key), least, most);
    }

    private long integer(String key, JsonNode value, long least, long most) throws ModelFormatException {
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < least
                || value.longValue() > most) {
            throw wrong(key, value, "an integer in [" + least + ", " + most + "]");
        }
        return value.longValue();
    }

    /**
     * A number.
     *
     * @param key its key
     * @param least allowed
     * @param most allowed
     * @return the number
     * @throws ModelFormatException if it is missing or something else
     */
    public double number(String key, double least, double most) throws ModelFormatException {
        return number(key, get(key), least, most);
    }

    private double number(String key, JsonNode value, double least, double most) throws ModelFormatException {
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw wrong(key, value, "a number in [" + least + ", " + most + "]");
        }
        return value.doubleValue();
    }

    /**
     * True or false.
     *
     * @param key its key
     * @return the value
     * @throws ModelFormatException if it is missing or something else
     */
    public boolean flag(String key) throws ModelFormatException {
        JsonNode value = get(key);
        if (!value.isBoolean()) {
            throw wrong(key, value, "true or false");
        }
        return value.booleanValue();
    }

    /**
     * Strings, none blank, none twice.
     *
     * @param key of the list
     * @return the strings
     * @throws ModelFormatException if it is missing or something else
     */
    public List<String> texts(String key) throws ModelFormatException {
        List<String> out = new ArrayList<>();
        for (JsonNode element : array(key, "a list of strings")) {
            if (!element.isTextual() || element.textValue().isBlank()) {
                throw wrong(key + "[" + out.size() + "]", element, "a string that is not blank");
            }
            out.add(element.textValue());
        }
        if (new LinkedHashSet<>(out).size() != out.size()) {
            throw wrong(key, get(key), "without repetitions");
        }
        return out;
    }

    /**
     * Strings of a pattern, repetitions allowed.
     *
     * @param key of the list
     * @param pattern a regular expression
     * @param what the pattern in words
     * @return the strings
     * @throws ModelFormatException if it is missing or something else
     */
    public List<String> list(String key, String pattern, String what) throws ModelFormatException {
        List<String> out = new ArrayList<>();
        for (JsonNode element : array(key, "a list of strings")) {
            if (!element.isTextual() || !element.textValue().matches(pattern)) {
                throw wrong(key + "[" + out.size() + "]", element, "a string of " + what);
            }
            out.add(element.textValue());
        }
        return out;
    }

    /**
     * Integers.
     *
     * @param key of the list
     * @param least allowed
     * @param most allowed
     * @return the integers
     * @throws ModelFormatException if it is missing or something else
     */
    public List<Integer> integers(String key, int least, int most) throws ModelFormatException {
        List<Integer> out = new ArrayList<>();
        for (JsonNode element : array(key, "a list of integers")) {
            out.add((int) integer(key + "[" + out.size() + "]", element, least, most));
        }
        return out;
    }

    /**
     * Numbers.
     *
     * @param key of the list
     * @param least allowed
     * @param most allowed
     * @return the numbers
     * @throws ModelFormatException if it is missing or something else
     */
    public List<Double> numbers(String key, double least, double most) throws ModelFormatException {
        List<Double> out = new ArrayList<>();
        for (JsonNode element : array(key, "a list of numbers")) {
            out.add(number(key + "[" + out.size() + "]", element, least, most));
        }
        return out;
    }

    /**
     * Mappings.
     *
     * @param key of the list
     * @return the mappings
     * @throws ModelFormatException if it is missing or something else
     */
    public List<Fields> objects(String key) throws ModelFormatException {
        List<Fields> out = new ArrayList<>();
        for (JsonNode element : array(key, "a list of mappings")) {
            out.add(new Fields(file, full(key) + "[" + out.size() + "]", element));
        }
        return out;
    }

    private JsonNode array(String key, String what) throws ModelFormatException {
        JsonNode value = get(key);
        if (!value.isArray()) {
            throw wrong(key, value, what);
        }
        return value;
    }

    /**
     * Refuses keys that were not asked for.
     *
     * @throws ModelFormatException if there is one
     */
    public void end() throws ModelFormatException {
        for (var names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw new ModelFormatException(
                        file + ": field " + full(name) + " is unknown, must be one of " + String.join(", ", asked));
            }
        }
    }

    /**
     * The complaint of a field that is wrong.
     *
     * @param key of the field
     * @param got what it is
     * @param must what it must be
     * @return to throw
     */
    public ModelFormatException wrong(String key, String got, String must) {
        return new ModelFormatException(file + ": field " + full(key) + " is " + got + ", must be " + must);
    }

    private ModelFormatException wrong(String key, JsonNode value, String must) {
        return wrong(key, show(value), must);
    }

    private static String show(JsonNode value) {
        if (value == null || value.isMissingNode() || value.isNull()) {
            return "empty";
        }
        String text = value.toString();
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    private String full(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private JsonNode get(String key) throws ModelFormatException {
        asked.add(key);
        JsonNode value = node.get(key);
        if (value == null) {
            throw new ModelFormatException(file + ": field " + full(key) + " is missing");
        }
        return value;
    }
}
