package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.msgs.generator.Generator;

class AwkwardDefinitionsTest {
    @TempDir
    Path folder;

    @Test
    void shouldCompileWhateverNamesAndArraysADefinitionHas() throws IOException {
        Path definitions = Files.createDirectories(folder.resolve("ros/awkward_msgs/msg"));
        Files.writeString(definitions.resolve("Names.msg"), """
                string QUOTED="a\\b" # kept
                uint8 BYTE=255
                uint64 HUGE=18446744073709551615
                float32 SMALL=-1e-3
                float64 NONE=nan
                bool YES=True
                int32 TYPE=1
                string class
                string in
                string out
                int32 i
                int32 length
                int32 hash
                int32 other
                int32 object
                int32 a_b
                int32 aB
                time[2] stamps
                duration[] spans
                string[3] words
                bool[] flags
                String[2] texts
                Object[] objects
                uint64[2] numbers
                """);
        Files.writeString(definitions.resolve("String.msg"), "string data\n");
        Files.writeString(definitions.resolve("Object.msg"), "");
        Path sources = folder.resolve("java");
        Generator.generate(folder.resolve("ros"), sources, "awkward");
        assertEquals("", compilerOutput(sources));
        assertTrue(Files.exists(sources.resolve("awkward/awkward_msgs/Names.java")));
    }

    private String compilerOutput(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> walk = Files.walk(sources)) {
            List<Path> java = walk.filter(f -> f.toString().endsWith(".java")).toList();
            List<String> options = List.of("-Xlint:all", "-proc:none", "-d", folder.toString());
            compiler.getTask(output, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
        }
        return output.toString();
    }
}
