package org.prolepsis.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.prolepsis.flow.model.MotionModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks a model bundle and shows what it is. */
@Command(name = "inspect", description = "Check a model bundle and show its manifest.")
final class InspectCommand implements Callable<Integer> {
    private static final String MANIFEST = "manifest.yaml";

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "MODEL", description = "Model bundle.")
    private Path path;

    private final Console console;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        // Loading is the check: it reads every field and all weights.
        MotionModel model = MotionModel.load(path);
        String manifest = manifest();
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>(new ObjectMapper(new YAMLFactory())
                    .readValue(manifest, new TypeReference<LinkedHashMap<String, Object>>() {}));
            json.put("model_parameters", model.parameterCount());
            Common.print(console, json);
        } else {
            console.out().print(manifest);
            console.out()
                    .println("# " + path + " is sound: " + model.parameterCount() + " parameters, "
                            + model.texts().size() + " sentences");
        }
        return ExitCode.DONE;
    }

    /** The text of the manifest, as it was written. */
    private String manifest() throws IOException {
        if (Files.isDirectory(path)) {
            return Files.readString(path.resolve(MANIFEST));
        }
        try (ZipFile zip = new ZipFile(path.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(e -> e.getName().equals(MANIFEST) || e.getName().endsWith("/" + MANIFEST))
                    .findFirst()
                    .orElseThrow(() -> new CommandException(path + " has no " + MANIFEST));
            return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
