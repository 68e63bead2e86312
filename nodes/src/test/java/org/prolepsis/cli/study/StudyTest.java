package org.prolepsis.cli.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.train.TrainingSettings;

class StudyTest {
    private static Dataset reaches() {
        List<Demonstration> demonstrations = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            double[] times = new double[51];
            double[][] values = new double[51][];
            for (int i = 0; i <= 50; i++) {
                times[i] = 0.04 * i;
                double bell = 64 * Math.pow(i / 50.0 * (1 - i / 50.0), 3);
                values[i] = new double[] {(k - 1.5) * bell, 0.3 * k * bell};
            }
            String text = k < 2 ? "reach left" : "reach right";
            demonstrations.add(new Demonstration("d" + k, times, values, Map.of("side", text), List.of(text)));
        }
        return new Dataset("reaches", MotionSpace.JOINT, "", List.of("a", "b"), "reach", Map.of(), demonstrations, "");
    }

    private static List<StudyRow> run(Study.Name name) {
        return new Study(reaches(), TrainingSettings.DEFAULT.withSteps(40, 40), List.of(1L, 2L), 4, what -> {})
                .run(name);
    }

    @Test
    void shouldGiveEachFigureOnceForEachSeed() {
        StudyRow row = run(Study.Name.MODEL).get(0);
        assertEquals("default", row.name());
        row.figures().forEach((figure, values) -> assertEquals(2, values.size(), figure));
        assertTrue(row.figures().get("bundle, bytes").get(0) > 10_000, row.toString());
        assertEquals(List.of(0.0, 0.0), row.figures().get("bytes a sample"));
    }

    @Test
    void shouldSetTheManifoldOfTheOthersBesideWhatNeedsNoModel() {
        List<StudyRow> rows = run(Study.Name.LEAVE_ONE_OUT);
        assertEquals(3, rows.size());
        double span = rows.get(1).figures().get("joints, mrad").get(0);
        double nearest = rows.get(2).figures().get("joints, mrad").get(0);
        assertTrue(span < nearest, span + " mrad in the span, " + nearest + " from the nearest");
    }
}
