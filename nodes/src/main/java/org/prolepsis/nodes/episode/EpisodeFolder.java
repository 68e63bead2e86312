package org.prolepsis.nodes.episode;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder that episodes are added to, one after the other. Each file is complete or absent at any moment, and the
 * description names only files that are there: a process that ends in the middle loses at most the episode it was
 * writing. One thread, and one process for a folder.
 */
public final class EpisodeFolder {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private final Path directory;
    private final EpisodeFormat format;
    private final List<Map<String, Object>> entries = new ArrayList<>();

    private EpisodeFolder(Path directory, EpisodeFormat format) {
        this.directory = directory;
        this.format = format;
    }

    /**
     * Opens a folder, which is created when it is absent. Episodes that are there stay.
     *
     * @throws IOException if the folder holds episodes of another format, or cannot be read or written
     */
    public static EpisodeFolder open(Path directory, EpisodeFormat format) throws IOException {
        EpisodeFolder folder = new EpisodeFolder(directory, format);
        if (Files.exists(directory.resolve(EpisodeReader.DESCRIPTION))) {
            EpisodeReader.Description there = EpisodeReader.describe(directory);
            if (!there.format().equals(format)) {
                throw new IOException(directory + " holds episodes of another form: " + there.format() + ", not "
                        + format + "; record into another folder");
            }
            there.entries().forEach(e -> folder.entries.add(entry(e.info(), e.file(), e.seconds())));
        }
        Files.createDirectories(directory.resolve("episodes"));
        return folder;
    }

    /** The number of episodes that are there. */
    public int size() {
        return entries.size();
    }

    /** An id that no episode has yet: the next number, with at least four digits. */
    public String nextId() {
        int number = entries.size() + 1;
        while (has(String.format("%04d", number))) {
            number++;
        }
        return String.format("%04d", number);
    }

    private boolean has(String id) {
        return entries.stream().anyMatch(entry -> entry.get("id").equals(id));
    }

    /**
     * Adds an episode. Values are rounded to 1e-7.
     *
     * @throws IllegalArgumentException if its id is there already, or a row is not of the format; nothing is written
     * @throws IOException if a file cannot be written; the episodes before are intact
     */
    public void add(Episode episode) throws IOException {
        String id = episode.info().id();
        if (has(id)) {
            throw new IllegalArgumentException("id: got \"" + id + "\" a second time, must be unique in " + directory);
        }
        String file = "episodes/" + id + ".csv";
        Path csv = directory.resolve(file);
        write(csv, new EpisodeCsv(format, csv).format(episode));
        entries.add(entry(episode.info(), file, EpisodeCsv.rounded(episode.size() / format.rateHz())));
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("name", format.name());
        root.put("rate_hz", format.rateHz());
        root.put("joint_names", format.jointNames());
        root.put("blocks", format.blocks());
        root.put("episodes", entries);
        write(directory.resolve(EpisodeReader.DESCRIPTION), YAML.writeValueAsString(root));
    }

    private static Map<String, Object> entry(EpisodeInfo info, String file, double seconds) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", info.id());
        entry.put("file", file);
        entry.put("seed", info.seed());
        entry.put("success", info.success());
        entry.put("duration_s", seconds);
        if (info.gaps() > 0) {
            entry.put("gaps", info.gaps());
        }
        return entry;
    }

    private static void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, text, StandardCharsets.UTF_8);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
