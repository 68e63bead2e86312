package org.prolepsis.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeScriptsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"action", "flow", "sim_arm", "recorder", "color_sort_cell", "demonstrator"})
    void shouldPassEveryArgumentToTheNodeOfItsNameAlsoThroughALink(String node) throws Exception {
        Path project = Files.createDirectories(folder.resolve("a project"));
        Path script = Files.createDirectories(project.resolve("launch/nodes")).resolve(node);
        Files.copy(RosPackage.ROOT.resolve("nodes").resolve(node), script);
        executable(script);
        Path prolepsis = project.resolve("prolepsis");
        Files.writeString(prolepsis, "#!/bin/sh\nfor word; do echo \"$word\"; done\n");
        executable(prolepsis);
        Path link = Files.createSymbolicLink(folder.resolve("linked"), script);
        List<String> arguments = List.of("chunk:=/action_chunk", "__name:=act", "_text:=two words");
        assertEquals(
                List.of("node", node, "chunk:=/action_chunk", "__name:=act", "_text:=two words"),
                Commands.lines(List.of(link.toString()), arguments));
    }

    private static void executable(Path file) throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
