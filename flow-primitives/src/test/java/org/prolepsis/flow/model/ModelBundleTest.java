package org.prolepsis.flow.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.text.SentenceEncoder;
import org.prolepsis.flow.train.TestData;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingSettings;

class ModelBundleTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    static Path shared;

    @TempDir
    Path directory;

    private static MotionModel joints;
    private static MotionModel poses;

    @BeforeAll
    static void train() throws IOException {
        joints = train(TestData.reaching());
        poses = train(TestData.turning());
        joints.save(shared.resolve("joints"));
        poses.save(shared.resolve("poses"));
    }

    private static MotionModel train(Dataset dataset) {
        return new Trainer(TestData.encoder())
                .train(dataset, TrainingSettings.DEFAULT.withSteps(20, 20), TrainingListener.NONE)
                .model();
    }

    @Test
    void shouldComeBackBitForBit() throws IOException {
        for (MotionModel saved : List.of(joints, poses)) {
            Path place = directory.resolve("nested").resolve(saved.space().key());
            saved.save(place);
            MotionModel loaded = MotionModel.load(place, TestData.encoder());
            assertEquals(saved.manifest(), loaded.manifest());
            String text = saved.texts().get(1);
            assertArrayEquals(
                    saved.sampler().sample(saved.condition(text), 3).coefficients(),
                    loaded.sampler().sample(loaded.condition(text), 3).coefficients());
            assertEquals(saved.ground(text), loaded.ground(text));
        }
    }

    @Test
    void shouldComeBackFromAZipFile() throws IOException {
        Path zip = directory.resolve("model.zip");
        joints.save(zip);
        joints.save(zip);
        MotionModel loaded = MotionModel.load(zip, TestData.encoder());
        assertEquals(joints.manifest(), loaded.manifest());
    }

    @Test
    void shouldReadAZipThatHoldsTheFolder() throws IOException {
        Path zip = directory.resolve("folder.zip");
        BundleZip.write(zip, inFolder("waving/", shared.resolve("joints")));
        assertEquals(
                joints.manifest(), MotionModel.load(zip, TestData.encoder()).manifest());
    }

    @Test
    void shouldRefuseFilesThatAreNoModels() throws IOException {
        Path text = Files.writeString(directory.resolve("text.zip"), "not a zip");
        Path empty = directory.resolve("empty.zip");
        BundleZip.write(empty, Map.of("readme.txt", new byte[] {1}));
        for (Path file : List.of(text, empty)) {
            ModelFormatException refused =
                    assertThrows(ModelFormatException.class, () -> MotionModel.load(file, TestData.encoder()));
            assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
            assertThrows(IOException.class, () -> joints.save(file));
        }
        assertEquals("not a zip", Files.readString(text));
    }

    private static Map<String, byte[]> inFolder(String folder, Path bundle) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of(ManifestFile.NAME, WeightsFile.NAME)) {
            files.put(folder + name, Files.readAllBytes(bundle.resolve(name)));
        }
        return files;
    }

    @Test
    void shouldKeepSentencesThatYamlWouldTakeForSomethingElse() throws IOException {
        List<String> odd = List.of(
                "go",
                "yes",
                "null",
                "1.5",
                "0x10",
                "a: b",
                "wave # big",
                "- item",
                "\"quoted\"",
                "it's",
                "~",
                "on",
                "{a}",
                "[b]",
                "two\nlines",
                "caf\u00e9 \u624b\u3092\u632f\u3063\u3066",
                "&x *y !z %w @v `u",
                "  padded  ",
                "2020-01-01");
        Manifest manifest = joints.manifest();
        Manifest changed = new Manifest(
                manifest.space(),
                manifest.frame(),
                manifest.jointNames(),
                manifest.demonstrationHz(),
                manifest.curve(),
                manifest.manifold(),
                manifest.flow(),
                manifest.text(),
                manifest.groundingThreshold(),
                manifest.training(),
                new Manifest.DatasetInfo("no", "", 3),
                manifest.metrics(),
                odd,
                new Manifest.Language(java.util.Collections.nCopies(odd.size(), "5"), Map.of("a: b", List.of("yes"))));
        WeightsFile.Description weights = new WeightsFile.Description("0".repeat(64), 1, ModelWeights.specs(changed));
        byte[] yaml = ManifestWriter.write(new ManifestFile.Content(changed, weights));
        assertEquals(changed, ManifestFile.read(yaml).manifest());
        assertEquals(weights, ManifestFile.read(yaml).weights());
    }

    @Test
    void shouldReplaceABundleAndLeaveNothingBeside() throws IOException {
        Path place = directory.resolve("model");
        joints.save(place);
        poses.save(place);
        assertEquals("cup", MotionModel.load(place, TestData.encoder()).frame());
        try (var entries = Files.list(directory)) {
            assertEquals(List.of(place), entries.toList());
        }
    }

    @Test
    void shouldNotReplaceADirectoryThatIsNoModel() throws IOException {
        Path place = Files.createDirectory(directory.resolve("thesis"));
        Files.writeString(place.resolve("chapter1.txt"), "years of work");
        IOException e = assertThrows(IOException.class, () -> joints.save(place));
        assertTrue(e.getMessage().contains("holds something else than a model"), e.getMessage());
        assertEquals("years of work", Files.readString(place.resolve("chapter1.txt")));
        e = assertThrows(IOException.class, () -> joints.save(place.resolve("chapter1.txt")));
        assertTrue(e.getMessage().contains("is a file"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"joints", "poses"})
    void shouldNameEveryFieldThatIsMissing(String bundle) throws IOException {
        for (List<String> path : fields(manifest(bundle))) {
            ObjectNode tampered = manifest(bundle);
            parent(tampered, path).remove(path.get(path.size() - 1));
            refused(bundle, tampered, "field " + String.join(".", path) + " is missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"joints", "poses"})
    void shouldNameEveryFieldOfAWrongType(String bundle) throws IOException {
        for (List<String> path : fields(manifest(bundle))) {
            for (String value : List.of("wrong", "[[]]", "~", "-1.5")) {
                JsonNode wrong = YAML.readTree(value);

                ObjectNode tampered = manifest(bundle);
                if (acceptable(path, wrong)) {
                    continue;
                }
                parent(tampered, path).set(path.get(path.size() - 1), wrong);
                refused(bundle, tampered, String.join(".", path));
            }
        }
    }

    private static boolean acceptable(List<String> path, JsonNode value) {
        return value.isTextual() && List.of("frame", "dataset.name").contains(String.join(".", path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"joints", "poses"})
    void shouldNameAnUnknownFieldInEveryMapping(String bundle) throws IOException {
        for (List<String> path : mappings(manifest(bundle))) {
            ObjectNode tampered = manifest(bundle);
            List<String> inside = new ArrayList<>(path);
            inside.add("surprise");
            parent(tampered, inside).put("surprise", 1);
            refused(bundle, tampered, "field " + String.join(".", inside) + " is unknown");
        }
    }

    @Test
    void shouldNameWhatDoesNotFit() throws IOException {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("/curve/control_points", "weights.tensors[0]");
        changes.put("/manifold/components", "weights.tensors[1]");
        changes.put("/manifold/latent_dimension", "weights.tensors[2]");
        changes.put("/flow/embedding", "weights.tensors[");
        changes.put("/text/encoder_dimension", "text.encoder_dimension is 17, must be 16");
        changes.put("/text/features_dimension", "text.features_dimension");
        changes.put("/format_version", "format_version is 5, must be an integer in [4, 4]");
        changes.put("/flow/time_features", "flow.time_features");
        changes.put("/curve/degree", "curve.degree is 6");
        changes.put("/weights/bytes", "weights.bytes");
        for (Map.Entry<String, String> change : changes.entrySet()) {
            ObjectNode tampered = manifest("joints");
            String pointer = change.getKey();
            ObjectNode holder = (ObjectNode) tampered.at(pointer.substring(0, pointer.lastIndexOf('/')));
            holder.put(
                    pointer.substring(pointer.lastIndexOf('/') + 1),
                    tampered.at(pointer).longValue() + 1);
            refused("joints", tampered, change.getValue());
        }
        ObjectNode fewerTexts = manifest("joints");
        ((ArrayNode) fewerTexts.get("texts")).remove(0);
        refused("joints", fewerTexts, "language.demonstrations is of length 21, must be of length 20");
        ((ArrayNode) fewerTexts.at("/language/demonstrations")).remove(0);
        refused("joints", fewerTexts, "grounding.embeddings");
        ObjectNode fewerJoints = manifest("joints");
        ((ArrayNode) fewerJoints.get("joint_names")).remove(0);
        refused("joints", fewerJoints, "weights.tensors[0]");
        ObjectNode twice = manifest("joints");
        ((ArrayNode) twice.get("joint_names")).set(0, twice.get("joint_names").get(1));
        refused("joints", twice, "joint_names");
        ObjectNode other = manifest("joints");
        ((ObjectNode) other.get("text")).put("encoder", "another");
        refused("joints", other, "text.encoder is another, must be words16");
        ObjectNode longer = manifest("poses");
        ((ArrayNode) longer.at("/curve/reference_orientation")).set(0, YAML.readTree("0.9"));
        refused("poses", longer, "curve.reference_orientation");
    }

    @Test
    void shouldRefuseDamagedWeightsByName() throws IOException {
        byte[] good = Files.readAllBytes(shared.resolve("joints").resolve("weights.bin"));
        byte[] flipped = good.clone();
        flipped[flipped.length / 2] ^= 1;
        refusedWeights(flipped, "weights.bin: its SHA-256 is");
        refusedWeights(java.util.Arrays.copyOf(good, good.length - 1), "weights.bin: has " + (good.length - 1));
        refusedWeights(java.util.Arrays.copyOf(good, good.length + 8), "truncated or not of this model");
        refusedWeights(new byte[0], "weights.bin: has 0 bytes");
        refusedWeights(Files.readAllBytes(shared.resolve("poses").resolve("weights.bin")), "weights.bin");
    }

    @Test
    void shouldRefuseWeightsThatAreNotFiniteThoughTheHashFits() throws IOException {
        byte[] bytes = Files.readAllBytes(shared.resolve("joints").resolve("weights.bin"));
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN).putDouble(8, Double.NaN);
        ObjectNode tampered = manifest("joints");
        ((ObjectNode) tampered.get("weights")).put("sha256", WeightsFile.sha256(bytes));
        Path place = write(YAML.writeValueAsBytes(tampered), bytes);
        assertRefused(place, "element 1 of principal.mean is NaN");
    }

    private void refusedWeights(byte[] bytes, String message) throws IOException {
        assertRefused(write(Files.readAllBytes(shared.resolve("joints").resolve("manifest.yaml")), bytes), message);
    }

    @Test
    void shouldRefuseForeignFilesByName() throws IOException {
        byte[] weights = Files.readAllBytes(shared.resolve("joints").resolve("weights.bin"));
        for (String foreign : List.of("", "just text", "[1, 2]", "a: [", "\u0000\u0001", "format: other\n")) {
            assertRefused(write(foreign.getBytes(StandardCharsets.UTF_8), weights), "manifest.yaml");
        }
        String yaml = Files.readString(shared.resolve("joints").resolve("manifest.yaml"));
        assertRefused(write((yaml + "\nspace: joint\n").getBytes(StandardCharsets.UTF_8), weights), "manifest.yaml");
        assertRefused(directory.resolve("nowhere"), "is not a model bundle");
        Path half = Files.createDirectory(directory.resolve("half"));
        Files.writeString(half.resolve("manifest.yaml"), yaml);
        assertRefused(half, "weights.bin: missing");
    }

    @Test
    void shouldRefuseAnotherEncoder() {
        SentenceEncoder other = new SentenceEncoder() {
            @Override
            public String id() {
                return "other";
            }

            @Override
            public int dimension() {
                return 16;
            }

            @Override
            public float[] encode(String sentence) {
                return new float[16];
            }
        };
        ModelFormatException e =
                assertThrows(ModelFormatException.class, () -> MotionModel.load(shared.resolve("joints"), other));
        assertTrue(e.getMessage().contains("text.encoder is words16, must be other"), e.getMessage());
    }

    private void refused(String bundle, ObjectNode manifest, String message) throws IOException {
        byte[] weights = Files.readAllBytes(shared.resolve(bundle).resolve("weights.bin"));
        assertRefused(write(YAML.writeValueAsBytes(manifest), weights), message);
    }

    private Path write(byte[] manifest, byte[] weights) throws IOException {
        Path place = Files.createDirectories(directory.resolve("tampered"));
        Files.write(place.resolve("manifest.yaml"), manifest);
        Files.write(place.resolve("weights.bin"), weights);
        return place;
    }

    private static void assertRefused(Path place, String message) {
        ModelFormatException e =
                assertThrows(ModelFormatException.class, () -> MotionModel.load(place, TestData.encoder()), message);
        assertTrue(e.getMessage().contains(message), "\"" + e.getMessage() + "\" does not contain " + message);
    }

    private static ObjectNode manifest(String bundle) throws IOException {
        return (ObjectNode)
                YAML.readTree(shared.resolve(bundle).resolve("manifest.yaml").toFile());
    }

    private static ObjectNode parent(ObjectNode root, List<String> path) {
        ObjectNode node = root;
        for (String name : path.subList(0, path.size() - 1)) {
            node = (ObjectNode) node.get(name);
        }
        return node;
    }

    /** The path of every field, mappings included. */
    private static List<List<String>> fields(ObjectNode root) {
        List<List<String>> paths = new ArrayList<>();
        collect(root, List.of(), paths, false);
        return paths;
    }

    private static List<List<String>> mappings(ObjectNode root) {
        List<List<String>> paths = new ArrayList<>();
        paths.add(List.of());
        collect(root, List.of(), paths, true);
        return paths;
    }

    private static void collect(ObjectNode node, List<String> path, List<List<String>> out, boolean mappingsOnly) {
        node.fields().forEachRemaining(entry -> {
            List<String> here = new ArrayList<>(path);
            here.add(entry.getKey());
            if (!mappingsOnly || entry.getValue().isObject()) {
                out.add(here);
            }
            if (entry.getValue() instanceof ObjectNode object) {
                collect(object, here, out, mappingsOnly);
            }
        });
    }
}
