package org.prolepsis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingSettings;

class ModelReportTest {
    @TempDir
    Path folder;

    private static Dataset poses() {
        List<Demonstration> demonstrations = new ArrayList<>();
        for (int sign : new int[] {-1, 1}) {
            double[] times = new double[60];
            double[][] values = new double[60][];
            for (int i = 0; i < 60; i++) {
                times[i] = i * 0.05;
                values[i] = new double[] {i * 0.01, 0.003 * sign * i, 0, 0, 0, 0, 1};
            }
            String text = sign < 0 ? "push right" : "push left";
            demonstrations.add(
                    new Demonstration("d" + sign, times, values, Map.of("side", text), List.of("push", text)));
        }
        return new Dataset("poses", MotionSpace.SE3, "cup", List.of(), "push", Map.of(), demonstrations, "");
    }

    @Test
    void shouldDrawEveryPlotAsAFileOfItsOwnAndAllOnOnePage() throws Exception {
        MotionModel model = new Trainer(new MiniLmEncoder())
                .train(poses(), TrainingSettings.DEFAULT.withSteps(20, 20), TrainingListener.NONE)
                .model();
        List<String> texts = List.of("push", "push <left> & \"right\"");
        Path page = new ModelReport(model, texts, 1).write(folder.resolve("plots"));
        String html = Files.readString(page);
        assertTrue(html.contains("push &lt;left&gt; &amp;"), "sentences are escaped");
        assertFalse(html.contains("NaN") || html.contains("http:"), "nothing is loaded, nothing is not a number");
        List<String> expected = new ArrayList<>(List.of("latents-1-2", "ode-paths", "speed", "jerk"));
        for (int d = 1; d <= 6; d++) {
            expected.add("curve-" + d);
        }
        for (String name : expected) {
            Path svg = folder.resolve("plots").resolve(name + ".svg");
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
            assertTrue(Files.readString(svg).contains(name.startsWith("latents") ? "<circle" : "<path"), name);
        }
        try (var files = Files.list(folder.resolve("plots"))) {
            assertEquals(expected.size() + 1, files.count());
        }
        assertThrows(IllegalArgumentException.class, () -> new ModelReport(model, List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> new ModelReport(model, Collections.nCopies(8, "push"), 1));
    }
}
