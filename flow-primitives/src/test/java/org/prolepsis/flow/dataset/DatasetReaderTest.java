package org.prolepsis.flow.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatasetReaderTest {
    private static final String YAML = """
            # a comment
            name: nod
            space: joint
            joint_names: [a, b]
            core_text: Nod.
            demos:
              - {id: one, file: demos/one.csv, labels: {size: small}, texts: ["Nod."]}
            """;
    private static final String CSV = "t,a,b\n0,1,2\n0.01,1.5,2\n0.02,2,-3e-1\n0.03,2.5,2\n";
    private static final String POSE_YAML = YAML.replace("joint\n", "se3\n").replace("joint_names: [a, b]", "frame: f");
    private static final String POSE_HEADER = "t,x,y,z,qx,qy,qz,qw\n";

    @TempDir
    Path folder;

    private Dataset read(String yaml, String csv) throws IOException {
        Files.createDirectories(folder.resolve("demos"));
        Files.writeString(folder.resolve("dataset.yaml"), yaml);
        Files.writeString(folder.resolve("demos/one.csv"), csv);
        return DatasetReader.read(folder);
    }

    private static String poses(String second) {
        return POSE_HEADER + "0,1,2,3,0,0,0,1\n" + second + "\n0.2,1,2,3,0,0,0,1\n0.3,1,2,3,0,0,0,1\n";
    }

    @Test
    void shouldReadEveryFieldOfAGoodFolder() throws IOException {
        Dataset dataset = read(YAML, CSV);
        assertEquals("nod", dataset.name());
        assertEquals(MotionSpace.JOINT, dataset.space());
        assertEquals(List.of("a", "b"), dataset.columns());
        assertEquals("Nod.", dataset.coreText());
        Demonstration one = dataset.demonstrations().get(0);
        assertEquals(Map.of("size", "small"), one.labels());
        assertEquals(List.of("Nod."), one.texts());
        assertArrayEquals(new double[] {0, 0.01, 0.02, 0.03}, one.times());
        assertArrayEquals(new double[] {2, -0.3}, one.values()[2]);
        assertEquals(0.03, one.duration());
    }

    @Test
    void shouldMatchColumnsByNameWhenTheyAreReordered() throws IOException {
        double[][] straight = read(YAML, CSV).demonstrations().get(0).values();
        double[][] reordered = read(YAML, "b,t,a\r\n2,0,1\r\n2,.01,1.5\r\n-.3,0.02,2.\r\n2,0.03,2.5\r\n\r\n")
                .demonstrations()
                .get(0)
                .values();
        assertArrayEquals(straight, reordered);
    }

    @Test
    void shouldRenormaliseAQuaternionThatIsOffByRounding() throws IOException {
        double[] row = read(POSE_YAML, poses("0.1,1,2,3,0,0,0.6004,0.8"))
                .demonstrations()
                .get(0)
                .values()[1];
        assertEquals(1, Math.hypot(row[5], row[6]), 1e-15);
        assertEquals(0.6004 / 0.8, row[5] / row[6], 1e-15);
    }

    @Test
    void shouldKeepTheSignOfQuaternionsContinuous() throws IOException {
        double[] row = read(POSE_YAML, poses("0.1,1,2,3,0,-0.6,0,-0.8"))
                .demonstrations()
                .get(0)
                .values()[1];
        assertArrayEquals(new double[] {1, 2, 3, 0, 0.6, 0, 0.8}, row, 1e-15);
    }

    @Test
    void shouldReadOptionalSynonyms() throws IOException {
        Dataset dataset = read(YAML + "synonyms: {nod: [bow, dip your head]}\n", CSV);
        assertEquals(Map.of("nod", List.of("bow", "dip your head")), dataset.synonyms());
    }

    @Test
    void shouldChangeItsHashWhenAnyNumberChanges() throws IOException {
        String before = read(YAML, CSV).sha256();
        assertEquals(64, before.length());
        assertEquals(before, read(YAML, CSV).sha256());
        assertNotEquals(before, read(YAML, CSV.replace("1.5", "1.6")).sha256());
        assertNotEquals(before, read(YAML.replace("Nod.", "Nod!"), CSV).sha256());
    }

    static Stream<Arguments> badTables() {
        return Stream.of(
                Arguments.of("", "one.csv: the file is empty, must start with the header t,a,b"),
                Arguments.of("\n \n", "one.csv: the file is empty"),
                Arguments.of("t,a\n0,1\n", "one.csv:1: column \"b\" is missing, the columns must be t,a,b"),
                Arguments.of("a,b\n0,1\n", "one.csv:1: column \"t\" is missing"),
                Arguments.of("t,a,b,c\n0,1,2,3\n", "one.csv:1: unknown column \"c\", the columns must be t,a,b"),
                Arguments.of("t,a,b,b\n", "one.csv:1: column \"b\" appears twice"),
                Arguments.of("t,t,a,b\n", "one.csv:1: column \"t\" appears twice"),
                Arguments.of("0,1,2\n", "one.csv:1: unknown column \"0\""),
                Arguments.of("t,a,b\n0,1,2\n0.1,1\n", "one.csv:3: got 2 fields, must be 3 as in the header"),
                Arguments.of("t,a,b\n0,1,2\n0.1,1,2,3\n", "one.csv:3: got 4 fields, must be 3"),
                Arguments.of("t,a,b\n0,1,2\n\n0.1,1,2\n", "one.csv:3: got 1 fields, must be 3"),
                Arguments.of("t,a,b\n0,1,x\n", "one.csv:2: b: got \"x\", must be a finite number"),
                Arguments.of("t,a,b\n0,,2\n", "one.csv:2: a: got \"\", must be a finite number"),
                Arguments.of("t,a,b\n0,1f,2\n", "one.csv:2: a: got \"1f\", must be a finite number"),
                Arguments.of("t,a,b\n0,NaN,2\n", "one.csv:2: a: got \"NaN\", must be a finite number"),
                Arguments.of("t,a,b\n0,1,-Infinity\n", "one.csv:2: b: got \"-Infinity\", must be a finite number"),
                Arguments.of("t,a,b\n0,1,1e999\n", "one.csv:2: b: got \"1e999\", must be a finite number"),
                Arguments.of("t,a,b\n0,1,2\n0,1,2\n", "one.csv:3: t: got 0.0 after 0.0, must be greater"),
                Arguments.of("t,a,b\n0.2,1,2\n0.1,1,2\n", "one.csv:3: t: got 0.1 after 0.2, must be greater"),
                Arguments.of("t,a,b\n", "one.csv:1: got 0 rows of numbers, must be at least 4"),
                Arguments.of("t,a,b\n0,1,2\n1,1,2\n2,1,2\n", "one.csv:4: got 3 rows of numbers, must be at least 4"));
    }

    @ParameterizedTest
    @MethodSource("badTables")
    void shouldNameFileLineAndFieldOfABadTable(String csv, String message) {
        assertRefused(YAML, csv, message);
    }

    @ParameterizedTest
    @MethodSource("badQuaternions")
    void shouldRefuseAQuaternionThatIsNotUnit(String row, String message) {
        assertRefused(POSE_YAML, poses(row), message);
    }

    static Stream<Arguments> badQuaternions() {
        return Stream.of(
                Arguments.of(
                        "0.1,1,2,3,0,0,0,1.5",
                        "one.csv:3: qx,qy,qz,qw: got the quaternion [0.0, 0.0, 0.0, 1.5] of norm 1.5, must be 1 within"),
                Arguments.of("0.1,1,2,3,0,0,0,0", "of norm 0.0, must be 1 within 0.01"));
    }

    static Stream<Arguments> badDescriptions() {
        return Stream.of(
                Arguments.of("", "dataset.yaml: the file is empty"),
                Arguments.of("# only a comment\n", "dataset.yaml: the file is empty"),
                Arguments.of("- a\n", "dataset.yaml:1: the document: got a list, must be a mapping"),
                Arguments.of("name: [\n", "not valid YAML: while parsing a flow node"),
                Arguments.of(YAML + "colour: red\n", "dataset.yaml:8: unknown key \"colour\" in the document, allowed"),
                Arguments.of(YAML + "frame: f\n", "unknown key \"frame\" in the document"),
                Arguments.of(YAML + "name: again\n", "dataset.yaml:8: key \"name\" appears twice"),
                Arguments.of(YAML + "---\nname: x\n", "got a second document, must be one"),
                Arguments.of(YAML.replace("core_text: Nod.\n", ""), "the key \"core_text\" is missing"),
                Arguments.of(YAML.replace("core_text: Nod.", "core_text: ''"), "dataset.yaml:5: core_text: got blank"),
                Arguments.of(YAML.replace("space: joint", "space: se2"), "yaml:3: space: got \"se2\", must be se3 or"),
                Arguments.of(YAML.replace("[a, b]", "[]"), "joint_names: got an empty list"),
                Arguments.of(YAML.replace("[a, b]", "a"), "joint_names: got \"a\", must be a list of at least one"),
                Arguments.of(YAML.replace("[a, b]", "[a, a]"), "joint_names[1]: got \"a\", must be unique"),
                Arguments.of(YAML.replace("{size: small}", "{}"), "demos[0].labels: got an empty mapping"),
                Arguments.of(YAML.replace("{size: small}", "{size: }"), "demos[0].labels.size: got nothing"),
                Arguments.of(YAML.replace("[\"Nod.\"]", "[]"), "demos[0].texts: got an empty list"),
                Arguments.of(YAML.replace("[\"Nod.\"]", "[\" \"]"), "demos[0].texts[0]: got blank text"),
                Arguments.of(YAML.replace(", texts: [\"Nod.\"]", ""), "demos[0]: the key \"texts\" is missing"),
                Arguments.of(YAML.replace("id: one", "id: ../one"), "demos[0].id: got \"../one\", must be letters"),
                Arguments.of(YAML.replace("id: one,", "id: one, weight: 3,"), "unknown key \"weight\" in demos[0]"),
                Arguments.of(
                        YAML.replace("demos/one.csv", "demos/two.csv"), "\"demos/two.csv\", there is no such file"),
                Arguments.of(YAML.replace("demos/one.csv", "demos"), "got \"demos\", there is no such file"),
                Arguments.of(
                        YAML.replace("demos/one.csv", "../../one.csv"), "must be a file inside the dataset folder"),
                Arguments.of(YAML.replace("demos/one.csv", "/etc/passwd"), "must be a file inside the dataset folder"),
                Arguments.of(
                        YAML + "  - {id: one, file: demos/one.csv, texts: [\"Nod.\"]}\n",
                        "dataset.yaml:8: demos[1].id: got \"one\" a second time, must be unique"));
    }

    @ParameterizedTest
    @MethodSource("badDescriptions")
    void shouldNameLineAndFieldOfABadDescription(String yaml, String message) {
        assertRefused(yaml, CSV, message);
    }

    @Test
    void shouldRefuseALinkThatLeavesTheFolder(@TempDir Path elsewhere) throws IOException {
        Path outside = Files.writeString(elsewhere.resolve("secret.csv"), CSV);
        Files.createDirectories(folder.resolve("demos"));
        Files.createSymbolicLink(folder.resolve("demos/link.csv"), outside);
        assertRefused(YAML.replace("one.csv", "link.csv"), CSV, "must be a file inside the dataset folder");
    }

    @Test
    void shouldRefuseAFolderThatIsNotThere() {
        DatasetException error =
                assertThrows(DatasetException.class, () -> DatasetReader.read(folder.resolve("nowhere")));
        assertTrue(error.getMessage().contains("nowhere: no such folder"), error.getMessage());
        assertRefusedMessage(
                assertThrows(DatasetException.class, () -> DatasetReader.read(folder)), "dataset.yaml: no such file");
    }

    @Test
    void shouldRefuseBytesThatAreNotText() throws IOException {
        read(YAML, CSV);
        Files.write(folder.resolve("demos/one.csv"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertRefusedMessage(
                assertThrows(DatasetException.class, () -> DatasetReader.read(folder)),
                "the bytes are not text in UTF-8");
    }

    @Test
    void shouldReadBackExactlyWhatWasWritten() throws IOException {
        Random random = new Random(3);
        for (MotionSpace space : MotionSpace.values()) {
            boolean poses = space == MotionSpace.SE3;
            Dataset written = new Dataset(
                    "round: trip # \"quoted\"",
                    space,
                    poses ? "tool" : "",
                    poses ? List.of() : List.of("j1", "j2"),
                    "Yes, no: both - they're \"true\".",
                    Map.of("wave", List.of("say hello", "no")),
                    List.of(random(random, "a-1", poses), random(random, "b.2", poses)),
                    "");
            Path target = folder.resolve(space.key());
            DatasetWriter.write(written, target);
            Dataset read = DatasetReader.read(target);
            assertFalse(read.sha256().isEmpty());
            assertEquals(written.name(), read.name());
            assertEquals(written.coreText(), read.coreText());
            assertEquals(written.synonyms(), read.synonyms());
            assertEquals(written.columns(), read.columns());
            for (int i = 0; i < 2; i++) {
                Demonstration expected = written.demonstrations().get(i);
                Demonstration actual = read.demonstrations().get(i);
                assertEquals(expected.id(), actual.id());
                assertEquals(expected.labels(), actual.labels());
                assertEquals(expected.texts(), actual.texts());
                assertArrayEquals(expected.times(), actual.times());
                assertArrayEquals(expected.values(), actual.values());
            }
        }
    }

    private static Demonstration random(Random random, String id, boolean poses) {
        double[] times = new double[9];
        double[][] values = new double[9][poses ? 7 : 2];
        for (int i = 0; i < times.length; i++) {
            times[i] = i * 0.01 + random.nextDouble() * 0.009;
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = random.nextGaussian();
            }
            if (poses) {
                double angle = 0.1 * random.nextDouble();
                double[] quaternion = {Math.sin(angle), 0, 0, Math.cos(angle)};
                System.arraycopy(quaternion, 0, values[i], 3, 4);
            }
        }
        return new Demonstration(id, times, values, Map.of("size", "1", "on", "yes"), List.of("no", "1: x", "'\"\\"));
    }

    @Test
    void shouldReadThePouringDemonstrations() throws IOException {
        String shared = System.getProperty("PROLEPSIS_SHARED", System.getenv("PROLEPSIS_SHARED"));
        Path pouring = (shared == null ? Path.of("../../shared") : Path.of(shared)).resolve("data/pouring");
        Assumptions.assumeTrue(Files.isDirectory(pouring), "no demonstrations at " + pouring.toAbsolutePath());
        Dataset dataset = DatasetReader.read(pouring);
        assertEquals(10, dataset.demonstrations().size());
        assertEquals(480, dataset.demonstrations().get(9).size());
        assertEquals("mug", dataset.frame());
    }

    private void assertRefused(String yaml, String csv, String message) {
        assertRefusedMessage(assertThrows(DatasetException.class, () -> read(yaml, csv)), message);
    }

    private static void assertRefusedMessage(DatasetException error, String message) {
        assertTrue(error.getMessage().contains(message), () -> error.getMessage() + "\nshould contain\n" + message);
        assertTrue(error.getMessage().startsWith("/"), error.getMessage());
    }
}
