package org.prolepsis.flow.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.DatasetReader;
import org.prolepsis.flow.demo.WavingDataset;

/** Prints what commands of development sets are read as, against their labels. */
final class ReadingReport {
    private ReadingReport() {}

    public static void main(String[] arguments) throws IOException {
        Dataset waving = WavingDataset.generate(WavingDataset.DEFAULT_SEED);
        Dataset pouring = DatasetReader.read(Path.of(System.getenv("PROLEPSIS_SHARED"), "data/pouring"));
        String folder = "src/test/resources/paraphrases/";
        report(
                pouring,
                List.of(folder + "pouring-unseen-development.json", folder + "pouring-near-miss-development.json"));
        report(
                waving,
                List.of(
                        folder + "waving-unseen-development.json",
                        folder + "waving-everyday.json",
                        folder + "waving-unusual.json",
                        folder + "waving-near-miss-development.json"));
    }

    /** A reader of a dataset as it stands. */
    static CommandReader reader(Dataset dataset) {
        List<String> texts = new ArrayList<>(dataset.distinctTexts());
        List<BitSet> truth = new ArrayList<>();
        for (String text : texts) {
            BitSet set = new BitSet();
            for (int i = 0; i < dataset.demonstrations().size(); i++) {
                if (dataset.demonstrations().get(i).texts().contains(text) || text.equals(dataset.coreText())) {
                    set.set(i);
                }
            }
            truth.add(set);
        }
        return new CommandReader(texts, truth, dataset.synonyms());
    }

    private static void report(Dataset dataset, List<String> files) throws IOException {
        CommandReader reader = reader(dataset);
        print(dataset.name() + " explained " + reader.explained());
        reader.vocabulary().told().forEach((concept, set) -> print("   tells: " + concept + " " + set.cardinality()));
        for (String file : files) {
            JsonNode json = new ObjectMapper().readTree(Path.of(file).toFile());
            int right = 0;
            int open = 0;
            int clean = 0;
            for (JsonNode node : json) {
                Reading reading = reader.read(node.get("text").asText());
                String verdict = verdict(dataset, reading, node.get("labels"));
                right += verdict.contains("WRONG") || verdict.contains("MISSED") ? 0 : 1;
                open += verdict.contains("CLOSED") ? 0 : 1;
                clean += reading.isSound() ? 1 : 0;
                if (!verdict.isEmpty()
                        || !reading.isSound()
                        || !reading.unknown().isEmpty()
                        || reading.subjects() == 0) {
                    print("   " + verdict + " | " + node.get("text").asText() + " | " + reading.named() + " ?"
                            + reading.unknown() + " " + reading.subjects() + " "
                            + (reading.isSound() ? "" : reading.conflict() + " / " + reading.excluded()));
                }
            }
            print(file + ": right " + right + ", left open " + open + ", sound " + clean + " of " + json.size());
        }
    }

    private static String verdict(Dataset dataset, Reading reading, JsonNode labels) {
        StringBuilder verdict = new StringBuilder();
        for (String label : dataset.demonstrations().get(0).labels().keySet()) {
            Set<String> values = new HashSet<>();
            reading.demonstrations().stream()
                    .forEach(i ->
                            values.add(dataset.demonstrations().get(i).labels().get(label)));
            if (labels.has(label)) {
                String must = labels.get(label).asText();
                if (!values.equals(Set.of(must))) {
                    verdict.append(values.contains(must) ? "MISSED " : "WRONG ")
                            .append(must)
                            .append(' ');
                }
            } else {
                Set<String> everything = new HashSet<>();
                for (Map<String, String> own :
                        dataset.demonstrations().stream().map(d -> d.labels()).toList()) {
                    everything.add(own.get(label));
                }
                if (!values.equals(everything)) {
                    verdict.append("CLOSED ").append(label).append(values).append(' ');
                }
            }
        }
        return verdict.toString();
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
