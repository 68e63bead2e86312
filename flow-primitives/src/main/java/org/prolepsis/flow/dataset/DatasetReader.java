package org.prolepsis.flow.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads a dataset folder ({@code dataset.yaml} and its CSV files) and checks all of it, so that nobody downstream has
 * to. Stateless; any thread may call it.
 */
public final class DatasetReader {
    /** The name of the description inside a dataset folder. */
    public static final String DESCRIPTION = "dataset.yaml";

    /** An id is also a file name, so no separators and no leading dot. */
    static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*");

    private static final Set<String> COMMON_KEYS = Set.of("name", "space", "core_text", "synonyms", "demos");
    private static final Set<String> DEMO_KEYS = Set.of("id", "file", "labels", "texts");

    private final Path directory;
    private final MessageDigest digest;

    private DatasetReader(Path directory) {
        this.directory = directory;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    /**
     * Reads and checks a dataset folder. Nothing outside the folder is opened, also through links.
     *
     * @param directory the folder that holds {@code dataset.yaml}
     * @return the dataset, every number finite, times increasing, quaternions unit and sign-continuous
     * @throws DatasetException if the folder or a file is missing or unreadable; if a key is missing, unknown or twice
     *     there; if a text is empty, an id used twice, a file outside the folder; if a column is missing, unknown or
     *     twice there; if a number is no finite number, time does not increase, a quaternion is not unit, or rows are
     *     too few. The message names file, line, field, what was got and what is allowed
     */
    public static Dataset read(Path directory) throws DatasetException {
        if (!Files.isDirectory(directory)) {
            throw new DatasetException(directory, 0, "no such folder, must be one that holds " + DESCRIPTION);
        }
        return new DatasetReader(directory).read();
    }

    private Dataset read() throws DatasetException {
        Path file = directory.resolve(DESCRIPTION);
        YamlNode root = YamlNode.parse(file, content(file, DESCRIPTION));
        MotionSpace space = space(root.get("space"));
        Set<String> keys = new TreeSet<>(COMMON_KEYS);
        keys.add(space == MotionSpace.SE3 ? "frame" : "joint_names");
        root.allowOnly(keys);
        String name = root.get("name").text();
        String coreText = root.get("core_text").text();
        String frame = space == MotionSpace.SE3 ? root.get("frame").text() : "";
        List<String> joints = space == MotionSpace.JOINT ? joints(root.get("joint_names")) : List.of();
        List<String> columns = space == MotionSpace.SE3 ? Dataset.SE3_COLUMNS : joints;
        List<Demonstration> demonstrations = demonstrations(root.get("demos"), space, columns);
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new Dataset(name, space, frame, joints, coreText, synonyms(root), demonstrations, sha256);
    }

    private static MotionSpace space(YamlNode node) throws DatasetException {
        for (MotionSpace space : MotionSpace.values()) {
            if (space.key().equals(node.text())) {
                return space;
            }
        }
        throw node.error("got \"" + node.text() + "\", must be se3 or joint");
    }

    private static List<String> joints(YamlNode node) throws DatasetException {
        List<String> names = new ArrayList<>();
        for (YamlNode entry : node.nonEmptyList()) {
            String name = entry.text().strip();
            if (names.contains(name) || name.equals("t") || name.contains(",")) {
                throw entry.error("got \"" + name + "\", must be unique, not t and without a comma");
            }
            names.add(name);
        }
        return names;
    }

    private static Map<String, List<String>> synonyms(YamlNode root) throws DatasetException {
        Map<String, List<String>> synonyms = new LinkedHashMap<>();
        if (root.has("synonyms")) {
            for (Map.Entry<String, YamlNode> entry : root.get("synonyms").map().entrySet()) {
                synonyms.put(entry.getKey(), entry.getValue().texts());
            }
        }
        return synonyms;
    }

    private List<Demonstration> demonstrations(YamlNode demos, MotionSpace space, List<String> columns)
            throws DatasetException {
        Map<String, Demonstration> demonstrations = new LinkedHashMap<>();
        for (YamlNode demo : demos.nonEmptyList()) {
            demo.allowOnly(DEMO_KEYS);
            String id = demo.get("id").text();
            if (!ID.matcher(id).matches()) {
                throw demo.get("id")
                        .error("got \"" + id + "\", must be letters, digits, . _ - and not start with a dot");
            }
            if (demonstrations.containsKey(id)) {
                throw demo.get("id").error("got \"" + id + "\" a second time, must be unique");
            }
            Path file = demo.get("file").fileInside(directory);
            String csv = content(file, demo.get("file").text());
            TrajectoryCsv.Samples samples = TrajectoryCsv.parse(file, csv, space, columns);
            demonstrations.put(
                    id,
                    new Demonstration(
                            id,
                            samples.timeArray(),
                            samples.valueArray(),
                            labels(demo),
                            demo.get("texts").texts()));
        }
        return List.copyOf(demonstrations.values());
    }

    private static Map<String, String> labels(YamlNode demo) throws DatasetException {
        Map<String, String> labels = new LinkedHashMap<>();
        if (!demo.has("labels")) {
            return labels;
        }
        for (Map.Entry<String, YamlNode> entry : demo.get("labels").map().entrySet()) {
            labels.put(entry.getKey(), entry.getValue().text());
        }
        if (labels.isEmpty()) {
            throw demo.get("labels").error("got an empty mapping, must hold a label, or leave the key out");
        }
        return labels;
    }

    /** Reads a file once, so that what is hashed is what is parsed. */
    private String content(Path file, String name) throws DatasetException {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file, 0, "no such file");
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            digest.update(
                    String.format(Locale.ROOT, "%s\n%d\n", name, bytes.length).getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DatasetException(file, 0, "the bytes are not text in UTF-8", e);
        } catch (IOException e) {
            throw new DatasetException(file, 0, "cannot be read: " + e, e);
        }
    }
}
