package org.prolepsis.flow.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a dataset folder that {@link DatasetReader} reads back to equal numbers. */
public final class DatasetWriter {
    private DatasetWriter() {}

    /**
     * Writes one CSV for each demonstration, then {@code dataset.yaml}: a folder whose writing was cut short has no
     * description and is not mistaken for a dataset.
     *
     * @param dataset what to write; its hash is ignored
     * @param directory created if absent
     * @throws IOException if a file cannot be written
     * @throws IllegalArgumentException if an id is no file name; nothing is written
     */
    public static void write(Dataset dataset, Path directory) throws IOException {
        for (Demonstration demonstration : dataset.demonstrations()) {
            if (!DatasetReader.ID.matcher(demonstration.id()).matches()) {
                throw new IllegalArgumentException("id: got \"" + demonstration.id()
                        + "\", must be letters, digits, . _ - and not start with a dot");
            }
        }
        Files.createDirectories(directory.resolve("demos"));
        List<Object> demos = new ArrayList<>();
        for (Demonstration demonstration : dataset.demonstrations()) {
            String file = "demos/" + demonstration.id() + ".csv";
            Files.writeString(
                    directory.resolve(file),
                    TrajectoryCsv.format(demonstration, dataset.columns()),
                    StandardCharsets.UTF_8);
            demos.add(description(demonstration, file));
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", dataset.name());
        root.put("space", dataset.space().key());
        if (dataset.space() == MotionSpace.SE3) {
            root.put("frame", dataset.frame());
        } else {
            root.put("joint_names", dataset.jointNames());
        }
        root.put("core_text", dataset.coreText());
        if (!dataset.synonyms().isEmpty()) {
            root.put("synonyms", dataset.synonyms());
        }
        root.put("demos", demos);
        YAMLFactory yaml = YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build();
        Files.writeString(
                directory.resolve(DatasetReader.DESCRIPTION),
                new ObjectMapper(yaml).writeValueAsString(root),
                StandardCharsets.UTF_8);
    }

    private static Map<String, Object> description(Demonstration demonstration, String file) {
        Map<String, Object> demo = new LinkedHashMap<>();
        demo.put("id", demonstration.id());
        demo.put("file", file);
        if (!demonstration.labels().isEmpty()) {
            demo.put("labels", demonstration.labels());
        }
        demo.put("texts", demonstration.texts());
        return demo;
    }
}
