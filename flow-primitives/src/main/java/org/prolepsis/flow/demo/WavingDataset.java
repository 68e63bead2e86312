package org.prolepsis.flow.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;

/**
 * The default data: 36 text-labelled waving demonstrations of the 7-joint arm, generated from a seed. Left and right
 * are the robot's own. Stateless; any thread may call it.
 */
public final class WavingDataset {
    /** The seed of the default data. */
    public static final long DEFAULT_SEED = 1;

    private static final int RATE_HZ = 100;
    // finer than any encoder, coarse enough to keep the files short; a jerk of 1e-3 rad/s³ at 100 Hz
    private static final double RESOLUTION = 1e9;

    private static final String PARAPHRASES = "waving-paraphrases.json";

    private WavingDataset() {}

    /**
     * Generates the set. Every demonstration starts and ends near one home pose, lasts 4.5 to 7 s, stays inside the
     * arm's limits and inside them at twice the speed; its texts are every sentence of the grammar that is true of it.
     *
     * @param seed the same seed gives the same numbers and sentences
     * @return 36 demonstrations at 100 Hz, every combination of size, side, height and tempo once
     */
    public static Dataset generate(long seed) {
        Map<WavingStyle, List<String>> texts = new WavingGrammar(new Random(~seed)).textsByStyle();
        List<Demonstration> demonstrations = new ArrayList<>();
        Random seeds = new Random(seed);
        for (WavingStyle style : WavingStyle.all()) {
            String id = String.join("_", style.labels().values());
            WavingMotion motion = new WavingMotion(style, new Random(seeds.nextLong()));
            demonstrations.add(sample(id, style, motion, texts.get(style)));
        }
        return new Dataset(
                "waving",
                MotionSpace.JOINT,
                "",
                Panda.JOINT_NAMES,
                WavingGrammar.CORE_TEXT,
                Map.of(),
                demonstrations,
                "");
    }

    /**
     * Writes the paraphrase file of the set: sentences written by hand in other words than the grammar's, with the
     * labels they specify. For evaluation only; training never sees them.
     *
     * @param file replaced if it is there
     * @throws IOException if it cannot be written
     */
    public static void writeParaphrases(Path file) throws IOException {
        try (InputStream stream = WavingDataset.class.getResourceAsStream(PARAPHRASES)) {
            if (stream == null) {
                throw new IllegalStateException(PARAPHRASES + " is missing beside " + WavingDataset.class.getName());
            }
            Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Demonstration sample(String id, WavingStyle style, WavingMotion motion, List<String> texts) {
        int samples = (int) Math.ceil(motion.duration() * RATE_HZ) + 1;
        double[] times = new double[samples];
        double[][] values = new double[samples][Panda.JOINT_NAMES.size()];
        for (int i = 0; i < samples; i++) {
            times[i] = (double) i / RATE_HZ;
            motion.read(times[i], values[i]);
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = Math.rint(values[i][j] * RESOLUTION) / RESOLUTION;
            }
        }
        return new Demonstration(id, times, values, style.labels(), texts);
    }
}
