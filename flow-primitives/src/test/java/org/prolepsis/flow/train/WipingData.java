package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;

/**
 * An invented dataset with nouns of its own, to see that nothing is made for waving or pouring: wiping a table with a
 * cloth or a sponge, on three sides, slowly in one stroke or quickly in two. Its sentences name two things at most, so
 * that a command which names three is a combination no sentence shows.
 */
public final class WipingData {
    private WipingData() {}

    /** Twelve motions of three joints. */
    public static Dataset wiping() {
        Random random = new Random(5);
        List<Demonstration> demonstrations = new ArrayList<>();
        for (String tool : List.of("cloth", "sponge")) {
            for (String side : List.of("left", "middle", "right")) {
                for (String tempo : List.of("slowly", "quickly")) {
                    demonstrations.add(wipe(tool, side, tempo, random));
                }
            }
        }
        return new Dataset(
                "wiping",
                MotionSpace.JOINT,
                "",
                List.of("base", "shoulder", "wrist"),
                "Wipe the table.",
                Map.of("cloth", List.of("rag", "tea towel", "duster"), "wipe", List.of("clean", "dust", "mop")),
                demonstrations,
                "");
    }

    private static Demonstration wipe(String tool, String side, String tempo, Random random) {
        boolean slow = tempo.equals("slowly");
        double base = List.of("right", "middle", "left").indexOf(side) - 1 + 0.03 * random.nextGaussian();
        double wrist = (tool.equals("cloth") ? 0.6 : -0.6) + 0.03 * random.nextGaussian();
        int samples = slow ? 151 : 101;
        double[] times = new double[samples];
        double[][] values = new double[samples][3];
        for (int i = 0; i < samples; i++) {
            double s = i / (samples - 1.0);
            double bell = 64 * Math.pow(s * (1 - s), 3);
            times[i] = i * 0.02;
            values[i][0] = base * bell;
            values[i][1] = 0.8 * bell * Math.sin((slow ? 2 : 4) * Math.PI * s);
            values[i][2] = wrist * bell;
        }
        List<String> texts = new ArrayList<>(List.of("Wipe the table.", "Please wipe it"));
        String with = "with the " + tool;
        String on = side.equals("middle") ? "in the middle" : "on the " + side;
        for (String first : List.of(with, on, tempo)) {
            texts.add("Wipe the table " + first + ".");
            texts.add("Please wipe " + first);
            for (String second : List.of(with, on, tempo)) {
                if (!first.equals(second)) {
                    texts.add("Wipe the table " + first + " " + second + ".");
                }
            }
        }
        return new Demonstration(
                tool + "_" + side + "_" + tempo,
                times,
                values,
                Map.of("tool", tool, "side", side, "tempo", tempo),
                texts);
    }
}
