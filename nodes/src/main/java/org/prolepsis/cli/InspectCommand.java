package org.prolepsis.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.model.MotionSampler;
import org.prolepsis.flow.model.TextCondition;
import org.prolepsis.report.ModelReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a model bundle and shows what it is. */
@Command(name = "inspect", description = "Check a model bundle, show its manifest and draw plots of it.")
final class InspectCommand implements Callable<Integer> {
    private static final String MANIFEST = "manifest.yaml";

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "MODEL", description = "Model bundle.")
    private Path path;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for plots: index.html, and each as SVG.")
    private Path out;

    @Option(
            names = "--text",
            paramLabel = "T",
            description =
                    "A sentence to draw plots for, up to 7; without it the core text and training sentences that differ"
                            + " most from one another.")
    private List<String> texts = new ArrayList<>();

    private final Console console;

    InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        // Loading is the check: it reads every field and all weights.
        MotionModel model = MotionModel.load(path);
        String manifest = manifest();
        Path page = out == null ? null : plots(model);
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>(new ObjectMapper(new YAMLFactory())
                    .readValue(manifest, new TypeReference<LinkedHashMap<String, Object>>() {}));
            json.put("model_parameters", model.parameterCount());
            json.put("plots", page == null ? null : page.toString());
            Common.print(console, json);
        } else {
            console.out().print(manifest);
            console.out()
                    .println("# " + path + " is sound: " + model.parameterCount() + " parameters, "
                            + model.texts().size() + " sentences");
            if (page != null) {
                console.err().println("plots are in " + page);
            }
        }
        return ExitCode.DONE;
    }

    private Path plots(MotionModel model) throws IOException {
        if (texts.size() > ModelReport.MOST_TEXTS || texts.stream().anyMatch(String::isBlank)) {
            throw CommandException.usage("--text: got " + texts.size() + " sentences; at most " + ModelReport.MOST_TEXTS
                    + " are allowed, and none blank");
        }
        return new ModelReport(model, texts.isEmpty() ? typical(model) : texts, 1).write(out);
    }

    /** The core text, and then always the sentence whose motions are furthest from those already chosen. */
    private static List<String> typical(MotionModel model) {
        List<String> chosen = new ArrayList<>(List.of(model.texts().get(0)));
        MotionSampler sampler = model.sampler();
        // hundreds of sentences say a few things; every tenth or so is enough to choose from
        int stride = Math.max(1, model.texts().size() / 60);
        List<String> candidates = new ArrayList<>();
        for (int i = 1; i < model.texts().size(); i += stride) {
            candidates.add(model.texts().get(i));
        }
        Map<String, float[]> latents = new LinkedHashMap<>();
        for (String text : candidates) {
            latents.put(text, meanLatent(model, sampler, text));
        }
        latents.put(chosen.get(0), meanLatent(model, sampler, chosen.get(0)));
        while (chosen.size() < Math.min(ModelReport.MOST_TEXTS - 1, candidates.size() + 1)) {
            chosen.add(candidates.stream()
                    .filter(text -> !chosen.contains(text))
                    .max(Comparator.comparingDouble(text -> chosen.stream()
                            .mapToDouble(other -> distance(latents.get(text), latents.get(other)))
                            .min()
                            .orElseThrow()))
                    .orElseThrow());
        }
        return chosen;
    }

    private static float[] meanLatent(MotionModel model, MotionSampler sampler, String text) {
        TextCondition condition = model.condition(text);
        float[] mean = new float[model.manifest().manifold().latentDimension()];
        float[] one = new float[mean.length];
        for (int seed = 0; seed < 20; seed++) {
            sampler.sampleLatent(condition, seed, one);
            for (int k = 0; k < mean.length; k++) {
                mean[k] += one[k] / 20;
            }
        }
        return mean;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
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
