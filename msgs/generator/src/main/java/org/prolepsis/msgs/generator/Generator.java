package org.prolepsis.msgs.generator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the Java classes of a folder of ROS packages. Files that would not change are left alone, stale ones removed. */
public final class Generator {
    private final Path output;
    private final Set<Path> written = new HashSet<>();

    private Generator(Path output) {
        this.output = output;
    }

    /**
     * Runs the generator.
     *
     * @param args the folder of definitions, the folder to write to, and the Java package to write into
     * @throws DefinitionException if a definition cannot be read
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException(
                    "got " + args.length + " arguments, expected: definitions-folder output-folder java-package");
        }
        generate(Path.of(args[0]), Path.of(args[1]), args[2]);
    }

    /**
     * Generates every class.
     *
     * @param definitionsFolder laid out as {@code package/msg/Name.msg} and so on
     * @param output the root of the generated sources; Java files in it that are not generated now are deleted
     * @param basePackage the Java package under which each ROS package gets its own
     * @throws DefinitionException if a definition cannot be read
     * @throws IOException if a file cannot be read or written
     */
    public static void generate(Path definitionsFolder, Path output, String basePackage) throws IOException {
        Definitions definitions = DefinitionReader.read(definitionsFolder);
        MessageWriter writer = new MessageWriter(definitions, basePackage);
        Generator generator = new Generator(output);
        for (MessageSpec message : definitions.messages()) {
            generator.write(writer.javaPackage(message.packageName()), message.name(), writer.messageFile(message));
        }
        for (ServiceSpec service : definitions.services()) {
            generator.write(writer.javaPackage(service.packageName()), service.name(), writer.serviceFile(service));
        }
        generator.write(basePackage, TypeIndexWriter.CLASS_NAME, TypeIndexWriter.file(definitions, basePackage));
        generator.removeStale();
    }

    private void write(String javaPackage, String className, String source) throws IOException {
        Path file = output.resolve(javaPackage.replace('.', '/')).resolve(className + ".java");
        written.add(file);
        if (Files.exists(file) && Files.readString(file, StandardCharsets.UTF_8).equals(source)) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, source, StandardCharsets.UTF_8);
    }

    private void removeStale() throws IOException {
        List<Path> stale;
        try (Stream<Path> files = Files.walk(output)) {
            stale = files.filter(f -> f.toString().endsWith(".java") && !written.contains(f))
                    .toList();
        }
        for (Path file : stale) {
            Files.delete(file);
        }
    }
}
