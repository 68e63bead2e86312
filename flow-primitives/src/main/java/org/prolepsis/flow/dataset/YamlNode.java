package org.prolepsis.flow.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A YAML document that remembers its lines, which Jackson's own tree forgets, so that an error can name where it is.
 * Scalars stay text. Every accessor checks and throws a {@link DatasetException} that names the field.
 */
public final class YamlNode {
    private final Path file;
    private final String field;
    private final int line;
    private String scalar;
    private Map<String, YamlNode> map;
    private List<YamlNode> list;

    private YamlNode(Path file, String field, int line) {
        this.file = file;
        this.field = field;
        this.line = line;
    }

    /**
     * Parses a document.
     *
     * @param file named in errors; not opened
     * @throws DatasetException if it is empty, not YAML, has a key twice or more than one document
     */
    public static YamlNode parse(Path file, String content) throws DatasetException {
        try (YAMLParser parser = new YAMLFactory().createParser(content)) {
            if (parser.nextToken() == null) {
                throw new DatasetException(file, 0, "the file is empty");
            }
            YamlNode root = read(file, "the document", parser);
            if (parser.nextToken() != null) {
                throw new DatasetException(
                        file, parser.currentTokenLocation().getLineNr(), "got a second document, must be one");
            }
            return root;
        } catch (DatasetException e) {
            throw e;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new DatasetException(file, line, "not valid YAML: " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new DatasetException(file, 0, "not valid YAML: " + firstLine(e.getMessage()), e);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "unreadable" : message.strip().replaceAll("\\s*\\R\\s*", ", ");
    }

    private static YamlNode read(Path file, String field, YAMLParser parser) throws IOException {
        YamlNode node = new YamlNode(file, field, parser.currentTokenLocation().getLineNr());
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            node.map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                int line = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                if (node.map.put(key, read(file, child(field, key), parser)) != null) {
                    throw new DatasetException(file, line, "key \"" + key + "\" appears twice");
                }
            }
        } else if (token == JsonToken.START_ARRAY) {
            node.list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                node.list.add(read(file, field + "[" + node.list.size() + "]", parser));
            }
        } else if (token != JsonToken.VALUE_NULL) {
            node.scalar = parser.getText();
        }
        return node;
    }

    private static String child(String field, String key) {
        return field.equals("the document") ? key : field + "." + key;
    }

    /** An exception that names the file, the line and the field of this node. */
    public DatasetException error(String message) {
        return new DatasetException(file, line, field + ": " + message);
    }

    private String kind() {
        return map != null ? "a mapping" : list != null ? "a list" : scalar != null ? "\"" + scalar + "\"" : "nothing";
    }

    /** Refuses keys of this mapping other than the given ones. */
    public void allowOnly(Set<String> keys) throws DatasetException {
        for (Map.Entry<String, YamlNode> entry : map().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                throw new DatasetException(
                        file,
                        entry.getValue().line,
                        "unknown key \"" + entry.getKey() + "\" in " + field + ", allowed are "
                                + String.join(", ", keys.stream().sorted().toList()));
            }
        }
    }

    /** Whether this mapping has the key. */
    public boolean has(String key) throws DatasetException {
        return map().containsKey(key);
    }

    /** The value of a key that must be there. */
    public YamlNode get(String key) throws DatasetException {
        YamlNode node = map().get(key);
        if (node == null) {
            throw error("the key \"" + key + "\" is missing");
        }
        return node;
    }

    Map<String, YamlNode> map() throws DatasetException {
        if (map == null) {
            throw error("got " + kind() + ", must be a mapping of keys to values");
        }
        return map;
    }

    /** The entries of this list, which may be empty. */
    public List<YamlNode> list() throws DatasetException {
        if (list == null) {
            throw error("got " + kind() + ", must be a list");
        }
        return list;
    }

    List<YamlNode> nonEmptyList() throws DatasetException {
        if (list == null || list.isEmpty()) {
            throw error("got " + (list == null ? kind() : "an empty list") + ", must be a list of at least one");
        }
        return list;
    }

    /** Text that is not blank. */
    public String text() throws DatasetException {
        if (scalar == null || scalar.isBlank()) {
            throw error("got " + (scalar == null ? kind() : "blank text") + ", must be text that is not empty");
        }
        return scalar;
    }

    /** A finite number. */
    public double number() throws DatasetException {
        double value;
        try {
            value = Double.parseDouble(text());
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            throw error("got \"" + text() + "\", must be a finite number");
        }
        return value;
    }

    /** An integer of 64 bits. */
    public long integer() throws DatasetException {
        try {
            return Long.parseLong(text());
        } catch (NumberFormatException e) {
            DatasetException error = error("got \"" + text() + "\", must be an integer");
            error.addSuppressed(e);
            throw error;
        }
    }

    /** {@code true} or {@code false}. */
    public boolean bool() throws DatasetException {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw error("got \"" + text() + "\", must be true or false");
        };
    }

    /** A list of at least one text. */
    public List<String> texts() throws DatasetException {
        List<String> texts = new ArrayList<>();
        for (YamlNode node : nonEmptyList()) {
            texts.add(node.text());
        }
        return texts;
    }

    /**
     * The regular file that this scalar names, relative to the folder of the document.
     *
     * @throws DatasetException if it is not inside the folder, links included, or does not exist
     */
    public Path fileInside(Path directory) throws DatasetException {
        try {
            Path named = directory.resolve(text()).normalize();
            if (!named.startsWith(directory.normalize())
                    || (Files.exists(named) && !named.toRealPath().startsWith(directory.toRealPath()))) {
                throw error("got \"" + text() + "\", must be a file inside the dataset folder");
            }
            if (!Files.isRegularFile(named)) {
                throw error("got \"" + text() + "\", there is no such file");
            }
            return named;
        } catch (InvalidPathException e) {
            throw error("got \"" + text() + "\", must be a file name: " + e.getReason());
        } catch (DatasetException e) {
            throw e;
        } catch (IOException e) {
            throw new DatasetException(directory, 0, text() + " cannot be read: " + e, e);
        }
    }
}
