package org.prolepsis.flow.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetException;

/** Reads a paraphrase file: {@code [{"text": "...", "labels": {"style": "wine"}}]}. Stateless. */
public final class ParaphraseReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ParaphraseReader() {}

    /**
     * Reads and checks a paraphrase file against its dataset.
     *
     * @param file the JSON file
     * @param dataset whose labels the paraphrases use
     * @return at least one paraphrase
     * @throws DatasetException if the file cannot be read, is no valid JSON, has another shape, or uses a label or a
     *     combination of labels that no demonstration has
     */
    public static List<Paraphrase> read(Path file, Dataset dataset) throws DatasetException {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file, 0, "no such file");
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new DatasetException(file, line, "not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DatasetException(file, 0, "cannot be read: " + e, e);
        }
        if (!root.isArray() || root.isEmpty()) {
            throw new DatasetException(file, 0, "must be a list of at least one {\"text\": ..., \"labels\": {...}}");
        }
        List<Paraphrase> paraphrases = new ArrayList<>();
        for (int i = 0; i < root.size(); i++) {
            try {
                paraphrases.add(paraphrase(root.get(i), dataset));
            } catch (IllegalArgumentException e) {
                throw new DatasetException(file, 0, "[" + i + "]" + e.getMessage(), e);
            }
        }
        return paraphrases;
    }

    private static Paraphrase paraphrase(JsonNode node, Dataset dataset) {
        require(node.isObject(), ": got " + node + ", must be an object with text and labels");
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(
                    Set.of("text", "labels").contains(name),
                    ": unknown key \"" + name + "\", allowed are text, labels");
        }
        JsonNode text = node.path("text");
        require(
                text.isTextual() && !text.textValue().isBlank(),
                ".text: got " + text + ", must be text that is not empty");
        JsonNode labels = node.path("labels");
        require(labels.isObject(), ".labels: got " + labels + ", must be an object, {} if nothing is specified");
        Map<String, String> specified = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            require(
                    label.getValue().isValueNode()
                            && hasLabel(
                                    dataset, label.getKey(), label.getValue().asText()),
                    ".labels." + label.getKey() + ": got " + label.getValue() + ", no demonstration has that label");
            specified.put(label.getKey(), label.getValue().asText());
        }
        require(
                dataset.demonstrations().stream()
                        .anyMatch(demo -> demo.labels().entrySet().containsAll(specified.entrySet())),
                ".labels: got " + specified + ", no demonstration has them all");
        return new Paraphrase(text.textValue(), specified);
    }

    private static boolean hasLabel(Dataset dataset, String key, String value) {
        return dataset.demonstrations().stream()
                .anyMatch(demo -> value.equals(demo.labels().get(key)));
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
