package org.prolepsis.flow.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.text.SentenceEncoder;

/** Small datasets and a small encoder, so that a test trains in seconds. */
public final class TestData {
    private TestData() {}

    /** Eight motions of two joints: to the left or right, high or low, slow or fast; each starts and ends at home. */
    public static Dataset reaching() {
        List<Demonstration> demonstrations = new ArrayList<>();
        Random random = new Random(3);
        for (String side : new String[] {"left", "right"}) {
            for (String height : new String[] {"high", "low"}) {
                for (String tempo : new String[] {"slowly", "quickly"}) {
                    demonstrations.add(reach(side, height, tempo, random));
                }
            }
        }
        return new Dataset(
                "reaching",
                MotionSpace.JOINT,
                "",
                List.of("shoulder", "elbow"),
                "reach out",
                Map.of("left", List.of("larboard"), "right", List.of("starboard")),
                demonstrations,
                "");
    }

    private static Demonstration reach(String side, String height, String tempo, Random random) {
        double duration = tempo.equals("slowly") ? 4 : 2;
        double x = (side.equals("left") ? 1 : -1) + 0.05 * random.nextGaussian();
        double y = (height.equals("high") ? 0.8 : -0.8) + 0.05 * random.nextGaussian();
        int samples = (int) (duration * 50) + 1;
        double[] times = new double[samples];
        double[][] values = new double[samples][2];
        for (int i = 0; i < samples; i++) {
            double s = i / (samples - 1.0);
            times[i] = 10 + s * duration;
            double bell = 64 * Math.pow(s * (1 - s), 3);
            values[i][0] = x * bell;
            values[i][1] = y * bell;
        }
        List<String> texts = List.of(
                "reach out",
                "reach " + side,
                "go " + side,
                "reach " + height,
                "reach " + tempo,
                "reach " + side + " " + height,
                "reach " + tempo + " " + side + " " + height);
        Map<String, String> labels = Map.of("side", side, "height", height, "tempo", tempo);
        return new Demonstration(side + height + tempo, times, values, labels, texts);
    }

    /** Two demonstrations of a pose that moves and turns. */
    public static Dataset turning() {
        List<Demonstration> demonstrations = new ArrayList<>();
        for (int sign : new int[] {-1, 1}) {
            double[] times = new double[60];
            double[][] values = new double[60][];
            for (int i = 0; i < 60; i++) {
                times[i] = i * 0.05;
                double half = 0.5 * sign * (i / 59.0);
                values[i] = new double[] {i * 0.01, 0.2 * sign * i / 59, 0, 0, 0, Math.sin(half), Math.cos(half)};
            }
            String text = sign < 0 ? "turn right" : "turn left";
            demonstrations.add(new Demonstration(
                    sign < 0 ? "right" : "left", times, values, Map.of("side", text), List.of("turn", text)));
        }
        return new Dataset("turning", MotionSpace.SE3, "cup", List.of(), "turn", Map.of(), demonstrations, "");
    }

    /** The pouring demonstrations, or a skipped test where they are absent. */
    public static Path pouring() {
        String given = System.getProperty("PROLEPSIS_SHARED", System.getenv("PROLEPSIS_SHARED"));
        Path shared = given == null ? Path.of("..", "..", "shared") : Path.of(given);
        Path folder = shared.resolve("data").resolve("pouring");
        Assumptions.assumeTrue(
                Files.exists(folder.resolve("dataset.yaml")),
                "skipped: the pouring demonstrations are not at "
                        + folder.toAbsolutePath().normalize());
        return folder;
    }

    /** Sixteen numbers from the words of a sentence: enough to tell the sentences here apart. */
    public static SentenceEncoder encoder() {
        return new SentenceEncoder() {
            @Override
            public String id() {
                return "words16";
            }

            @Override
            public int dimension() {
                return 16;
            }

            @Override
            public float[] encode(String sentence) {
                float[] vector = new float[16];
                for (String word : sentence.split(" ", -1)) {
                    Random random = new Random(word.hashCode());
                    for (int i = 0; i < 16; i++) {
                        vector[i] += (float) random.nextGaussian();
                    }
                }
                double norm = 0;
                for (float value : vector) {
                    norm += value * value;
                }
                for (int i = 0; i < 16; i++) {
                    vector[i] /= (float) Math.sqrt(norm);
                }
                return vector;
            }
        };
    }
}
