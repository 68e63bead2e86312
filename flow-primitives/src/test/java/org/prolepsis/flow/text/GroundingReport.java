package org.prolepsis.flow.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.demo.WavingDataset;

/**
 * Prints the figures of {@code docs/text.md}: how often grounding errs, and how long the encoder takes. The argument
 * chooses the half of the unseen sentences: {@code development} or {@code held-back}.
 */
final class GroundingReport {
    private static final Path SHARED = Path.of(System.getenv().getOrDefault("PROLEPSIS_SHARED", "../shared"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private GroundingReport() {}

    public static void main(String[] arguments) throws IOException {
        String half = arguments.length == 0 ? "development" : arguments[0];
        SentenceEncoder encoder = new MiniLmEncoder();
        Dataset waving = WavingDataset.generate(WavingDataset.DEFAULT_SEED);
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        wanted.put("66 paraphrases", texts(WavingDataset.class.getResource("waving-paraphrases.json")));
        wanted.put("same grammar, other draws", WavingDataset.generate(77).distinctTexts());
        if (half.equals("development")) {
            wanted.put("everyday", texts(resource("waving-everyday")));
            wanted.put("unusual", texts(resource("waving-unusual")));
        }
        report(encoder, waving, half, wanted);
        Path pouring = SHARED.resolve("data/pouring");
        if (Files.isDirectory(pouring)) {
            report(encoder, DatasetReader.read(pouring), half, Map.of());
        }
        double[] micros = new double[2000];
        for (int i = 0; i < micros.length; i++) {
            long start = System.nanoTime();
            float[] vector = encoder.encode("wave slowly at the bottom right");
            micros[i] = (System.nanoTime() - start) / 1e3 + 0 * vector[0];
        }
        Arrays.sort(micros);
        print("one sentence: p50 %.0f µs, p99 %.0f µs%n", micros[1000], micros[1980]);
    }

    private static URL resource(String name) {
        return GroundingReport.class.getResource("/paraphrases/" + name + ".json");
    }

    private static void report(SentenceEncoder encoder, Dataset dataset, String half, Map<String, List<String>> wanted)
            throws IOException {
        Grounder grounder = Grounder.calibrate(encoder, dataset.distinctTexts());
        CommandReader reader = ReadingReport.reader(dataset);
        print("%s: threshold %.3f%n", dataset.name(), grounder.threshold());
        Map<String, List<String>> in = new LinkedHashMap<>(wanted);
        in.put(half + " sentences", texts(resource(dataset.name() + "-unseen-" + half)));
        in.forEach((name, texts) -> print("  falsely refused, %s: %s%n", name, shares(grounder, reader, texts, false)));
        Map<String, List<String>> out = new LinkedHashMap<>();
        out.put(half + " near misses", texts(resource(dataset.name() + "-near-miss-" + half)));
        out.put("general list kept back", UnrelatedSentences.keptBack());
        Path clinc = SHARED.resolve("data/commands/clinc150/data_small.json");
        if (Files.isRegularFile(clinc)) {
            JsonNode root = JSON.readTree(clinc.toFile());
            List<String> questions = new ArrayList<>();
            root.get("test").forEach(pair -> questions.add(pair.get(0).asText()));
            root.get("oos_test").forEach(pair -> questions.add(pair.get(0).asText()));
            out.put("CLINC150 test", questions);
        }
        out.forEach(
                (name, texts) -> print("  falsely accepted, %s: %s%n", name, shares(grounder, reader, texts, true)));
    }

    private static String shares(Grounder grounder, CommandReader reader, List<String> texts, boolean grounded) {
        String whole = share(grounder::ground, texts, grounded);
        return share(text -> grounder.ground(text, reader), texts, grounded) + "; as a whole alone " + whole;
    }

    private static String share(Function<String, Grounding> ground, List<String> texts, boolean grounded) {
        List<String> found = texts.stream()
                .filter(text -> ground.apply(text).grounded() == grounded)
                .toList();
        return found.size() + " of " + texts.size();
    }

    private static List<String> texts(URL file) throws IOException {
        List<String> texts = new ArrayList<>();
        JSON.readTree(file).forEach(node -> texts.add(node.get("text").asText()));
        return texts;
    }

    private static void print(String format, Object... arguments) {
        System.out.print(String.format(Locale.ROOT, format, arguments));
    }
}
