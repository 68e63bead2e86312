package org.prolepsis.nodes.episode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prolepsis.flow.dataset.DatasetException;
import org.prolepsis.flow.dataset.YamlNode;

/** Reads a folder of episodes and checks all of it, so that nobody downstream has to. Any thread may call it. */
public final class EpisodeReader {
    /** The name of the description inside the folder. */
    public static final String DESCRIPTION = "episodes.yaml";

    private static final Set<String> KEYS = Set.of("name", "rate_hz", "joint_names", "blocks", "episodes");
    private static final Set<String> EPISODE_KEYS = Set.of("id", "file", "seed", "success", "duration_s", "gaps");

    private final Path directory;

    private EpisodeReader(Path directory) {
        this.directory = directory;
    }

    /** What the description says, without the rows. */
    record Description(EpisodeFormat format, List<Entry> entries) {}

    /** One episode of the description. */
    record Entry(EpisodeInfo info, String file, double seconds, YamlNode node) {}

    /**
     * Reads and checks a folder. Nothing outside the folder is opened, also through links.
     *
     * @param directory the folder that holds {@code episodes.yaml}
     * @return the episodes: every number finite, times on the grid, quaternions unit within 0.01
     * @throws DatasetException if the folder or a file is missing or unreadable; if a key or column is missing, unknown
     *     or twice there; if a value is of the wrong kind or out of range. The message names file, line, field, what was
     *     got and what is allowed
     */
    public static EpisodeDataset read(Path directory) throws DatasetException {
        EpisodeReader reader = new EpisodeReader(directory);
        Description description = reader.description();
        List<Episode> episodes = new ArrayList<>();
        for (Entry entry : description.entries()) {
            episodes.add(reader.episode(description.format(), entry));
        }
        return new EpisodeDataset(description.format(), episodes);
    }

    /** Reads and checks the description alone. */
    static Description describe(Path directory) throws DatasetException {
        return new EpisodeReader(directory).description();
    }

    private Description description() throws DatasetException {
        if (!Files.isDirectory(directory)) {
            throw new DatasetException(directory, 0, "no such folder, must be one that holds " + DESCRIPTION);
        }
        Path file = directory.resolve(DESCRIPTION);
        YamlNode root = YamlNode.parse(file, content(file));
        root.allowOnly(KEYS);
        List<String> joints = root.get("joint_names").texts();
        EpisodeFormat format;
        try {
            format = new EpisodeFormat(
                    root.get("name").text(), root.get("rate_hz").number(), joints, (int)
                            Math.min(root.get("blocks").integer(), Integer.MAX_VALUE));
        } catch (IllegalArgumentException e) {
            throw root.error(e.getMessage());
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlNode node : root.get("episodes").list()) {
            Entry entry = entry(node);
            if (!ids.add(entry.info().id())) {
                throw node.get("id").error("got \"" + entry.info().id() + "\" a second time, must be unique");
            }
            entries.add(entry);
        }
        return new Description(format, entries);
    }

    private static Entry entry(YamlNode node) throws DatasetException {
        node.allowOnly(EPISODE_KEYS);
        double seconds = node.get("duration_s").number();
        try {
            EpisodeInfo info = new EpisodeInfo(
                    node.get("id").text(),
                    node.get("seed").integer(),
                    node.get("success").bool(),
                    node.has("gaps") ? Math.toIntExact(node.get("gaps").integer()) : 0);
            return new Entry(info, node.get("file").text(), seconds, node);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw node.error(e.getMessage());
        }
    }

    private Episode episode(EpisodeFormat format, Entry entry) throws DatasetException {
        Path file = entry.node().get("file").fileInside(directory);
        Episode episode = new EpisodeCsv(format, file).parse(entry.info(), content(file));
        double seconds = episode.size() / format.rateHz();
        if (Math.abs(seconds - entry.seconds()) > EpisodeCsv.TIME_TOLERANCE) {
            throw entry.node()
                    .get("duration_s")
                    .error("got " + entry.seconds() + ", must be " + EpisodeCsv.rounded(seconds) + " for the "
                            + episode.size() + " rows of " + entry.file());
        }
        return episode;
    }

    private static String content(Path file) throws DatasetException {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file, 0, "no such file");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DatasetException(file, 0, "the bytes are not text in UTF-8", e);
        } catch (IOException e) {
            throw new DatasetException(file, 0, "cannot be read: " + e, e);
        }
    }
}
