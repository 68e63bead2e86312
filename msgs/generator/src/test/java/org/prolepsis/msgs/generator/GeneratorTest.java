package org.prolepsis.msgs.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTest {
    @TempDir
    Path folder;

    private Path ros;
    private Path java;

    @BeforeEach
    void definitions() throws IOException {
        ros = folder.resolve("ros");
        java = folder.resolve("java");
        define("std_msgs/msg/Header.msg", "uint32 seq\ntime stamp\nstring frame_id\n");
        define("std_msgs/msg/String.msg", "string data\n");
    }

    private void define(String path, String text) throws IOException {
        Path file = ros.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private MessageSpec message(Definitions definitions, String name) {
        return definitions.messages().stream()
                .filter(m -> m.fullName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHaveThePublishedChecksums() throws IOException {
        define("std_srvs/srv/Trigger.srv", "---\nbool success   # indicate\nstring message # say\n");
        Definitions definitions = DefinitionReader.read(ros);
        assertEquals("2176decaecbce78abc3b96ef049fabed", definitions.md5(message(definitions, "std_msgs/Header")));
        assertEquals("992ce8a1687cec8c8bd883ec73ca41d1", definitions.md5(message(definitions, "std_msgs/String")));
        ServiceSpec trigger = definitions.services().iterator().next();
        assertEquals("937c9679a518e3a18d831e57125ea522", definitions.md5(trigger));
    }

    @Test
    void shouldSumConstantsBeforeFieldsWhereverTheyStand() throws IOException {
        define("a_msgs/msg/One.msg", "int32 x\nint32 A=1\n");
        define("a_msgs/msg/Two.msg", "int32 A = 1 # first\n\nint32 x\n");
        Definitions definitions = DefinitionReader.read(ros);
        assertEquals(
                definitions.md5(message(definitions, "a_msgs/One")),
                definitions.md5(message(definitions, "a_msgs/Two")));
    }

    @Test
    void shouldAppendEachNestedDefinitionOnce() throws IOException {
        define("a_msgs/msg/Inner.msg", "Header header\n");
        define("a_msgs/msg/Outer.msg", "Inner[] first\nstd_msgs/Header header\nInner second");
        Definitions definitions = DefinitionReader.read(ros);
        String line = "=".repeat(80);
        assertEquals(
                "Inner[] first\nstd_msgs/Header header\nInner second\n" + line
                        + "\nMSG: a_msgs/Inner\nHeader header\n\n" + line
                        + "\nMSG: std_msgs/Header\nuint32 seq\ntime stamp\nstring frame_id\n",
                definitions.fullText(message(definitions, "a_msgs/Outer")));
    }

    @Test
    void shouldMakeSevenMessagesOfAnAction() throws IOException {
        define("actionlib_msgs/msg/GoalID.msg", "time stamp\nstring id\n");
        define("actionlib_msgs/msg/GoalStatus.msg", "GoalID goal_id\nuint8 status\nstring text\n");
        define("a_msgs/action/Wave.action", "float64 size\n---\nbool done\n---\nfloat64 phase\n");
        assertEquals(
                List.of("Action", "ActionFeedback", "ActionGoal", "ActionResult", "Feedback", "Goal", "Result"),
                DefinitionReader.read(ros).messages().stream()
                        .filter(m -> m.packageName().equals("a_msgs"))
                        .map(m -> m.name().substring("Wave".length()))
                        .toList());
    }

    @Test
    void shouldCountLinesAcrossThePartsOfAFile() throws IOException {
        define("a_msgs/action/Wave.action", "float64 size\n---\nbool done\n---\nfloat64 phase\nfloat64 phase\n");
        String action = assertThrows(DefinitionException.class, () -> DefinitionReader.read(ros))
                .getMessage();
        assertTrue(action.contains("Wave.action:6: "), action);
        Files.delete(ros.resolve("a_msgs/action/Wave.action"));
        define("a_msgs/srv/Ask.srv", "int32 a\n---\nint32 b\nint32\n");
        String service = assertThrows(DefinitionException.class, () -> DefinitionReader.read(ros))
                .getMessage();
        assertTrue(service.contains("Ask.srv:4: got \"int32\""), service);
    }

    @Test
    void shouldRefuseTypesThatAreMissingOrContainThemselves() throws IOException {
        define("a_msgs/msg/Bad.msg", "Nowhere x\n");
        assertMessage("a_msgs/Bad: field x has type a_msgs/Nowhere, which is not among the definitions");
        define("a_msgs/msg/Bad.msg", "Bad[] x\n");
        assertMessage("a_msgs/Bad: contains itself through a_msgs/Bad");
    }

    @Test
    void shouldRefuseAServiceWithoutResponse() throws IOException {
        define("a_msgs/srv/Ask.srv", "int32 a\n");
        String message = assertThrows(DefinitionException.class, () -> DefinitionReader.read(ros))
                .getMessage();
        assertTrue(message.endsWith("Ask.srv: got 1 parts separated by ---, expected 2"), message);
    }

    @Test
    void shouldLeaveUnchangedFilesAloneAndRemoveStaleOnes() throws IOException {
        Generator.generate(ros, java, "org.example");
        Path kept = java.resolve("org/example/std_msgs/Header.java");
        Path stale = java.resolve("org/example/std_msgs/String.java");
        FileTime old = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(kept, old);
        assertTrue(Files.exists(stale));
        Files.delete(ros.resolve("std_msgs/msg/String.msg"));
        Generator.generate(ros, java, "org.example");
        assertEquals(old, Files.getLastModifiedTime(kept));
        assertFalse(Files.exists(stale));
    }

    @Test
    void shouldSayWhichArgumentsItTakes() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Generator.main(new String[] {"one"}));
        assertEquals("got 1 arguments, expected: definitions-folder output-folder java-package", e.getMessage());
    }

    private void assertMessage(String expected) {
        assertEquals(
                expected,
                assertThrows(DefinitionException.class, () -> DefinitionReader.read(ros))
                        .getMessage());
    }
}
