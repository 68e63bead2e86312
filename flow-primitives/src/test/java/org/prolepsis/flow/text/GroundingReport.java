package org.prolepsis.flow.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.demo.WavingDataset;

/** Prints the figures of {@code docs/text.md}: how often grounding errs, and how long the encoder takes. */
final class GroundingReport {
    private GroundingReport() {}

    public static void main(String[] arguments) throws IOException {
        long start = System.nanoTime();
        SentenceEncoder encoder = new MiniLmEncoder();
        print("encoder ready after %.0f ms%n", (System.nanoTime() - start) / 1e6);
        ObjectMapper json = new ObjectMapper();
        Dataset waving = WavingDataset.generate(WavingDataset.DEFAULT_SEED);
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        wanted.put("paraphrases", texts(json.readTree(WavingDataset.class.getResource("waving-paraphrases.json"))));
        wanted.put("same grammar, other draws", WavingDataset.generate(77).distinctTexts());
        report(encoder, waving, wanted);
        String shared = System.getenv().getOrDefault("PROLEPSIS_SHARED", "../shared");
        Path pouring = Path.of(shared, "data/pouring");
        if (Files.isDirectory(pouring)) {
            report(encoder, DatasetReader.read(pouring), Map.of());
        }
        double[] micros = new double[2000];
        for (int i = 0; i < micros.length; i++) {
            start = System.nanoTime();
            float[] vector = encoder.encode("wave slowly at the bottom right");
            micros[i] = (System.nanoTime() - start) / 1e3 + 0 * vector[0];
        }
        Arrays.sort(micros);
        print("one sentence: p50 %.0f µs, p99 %.0f µs%n", micros[1000], micros[1980]);
    }

    private static void report(SentenceEncoder encoder, Dataset dataset, Map<String, List<String>> wanted)
            throws IOException {
        long start = System.nanoTime();
        Grounder grounder = Grounder.calibrate(encoder, dataset.distinctTexts());
        double seconds = (System.nanoTime() - start) / 1e9;
        print("%s: %d sentences, ", dataset.name(), dataset.distinctTexts().size());
        print("threshold %.3f, calibrated in %.1f s%n", grounder.threshold(), seconds);
        wanted.forEach((name, texts) -> print("  falsely refused, %s: %s%n", name, share(grounder, texts, false)));
        print("  falsely accepted, general list kept back: %s%n", share(grounder, UnrelatedSentences.keptBack(), true));
        Path clinc = Path.of(
                System.getenv().getOrDefault("PROLEPSIS_SHARED", "../shared"),
                "data/commands/clinc150/data_small.json");
        if (Files.isRegularFile(clinc)) {
            JsonNode root = new ObjectMapper().readTree(clinc.toFile());
            List<String> questions = new ArrayList<>();
            root.get("test").forEach(pair -> questions.add(pair.get(0).asText()));
            root.get("oos_test").forEach(pair -> questions.add(pair.get(0).asText()));
            print("  falsely accepted, CLINC150 test: %s%n", share(grounder, questions, true));
        }
    }

    private static String share(Grounder grounder, List<String> texts, boolean grounded) {
        List<String> found = texts.stream()
                .filter(text -> grounder.ground(text).grounded() == grounded)
                .toList();
        return found.size() + " of " + texts.size() + (found.size() > 8 ? "" : " " + found);
    }

    private static List<String> texts(JsonNode paraphrases) {
        List<String> texts = new ArrayList<>();
        paraphrases.forEach(node -> texts.add(node.get("text").asText()));
        return texts;
    }

    private static void print(String format, Object... arguments) {
        System.out.print(String.format(Locale.ROOT, format, arguments));
    }
}
