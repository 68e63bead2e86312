package org.prolepsis.flow.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.flow.train.TestData;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingSettings;

/** Whatever byte of a bundle is damaged, it is refused by name, or what is loaded draws the same motions. */
class BundleFuzzTest {
    private static final int FLIPS = 400;
    private static final int CUTS = 60;

    @TempDir
    static Path folder;

    private static MotionModel model;
    private static Path directory;
    private static Path zip;
    private static double[] expected;

    @BeforeAll
    static void train() throws IOException {
        model = new Trainer(TestData.encoder())
                .train(TestData.reaching(), TrainingSettings.DEFAULT.withSteps(10, 10), TrainingListener.NONE)
                .model();
        directory = folder.resolve("model");
        zip = folder.resolve("model.zip");
        model.save(directory);
        model.save(zip);
        expected = draw(model);
    }

    private static double[] draw(MotionModel from) {
        return from.sampler().sample(from.condition("reach left"), 1).coefficients();
    }

    /** Harmless is what only spoils the mark of the first line: the rest is then read as it stands, and it is sound. */
    @Test
    void shouldRefuseEveryFlippedByteByNameOrDrawTheSame() throws IOException {
        for (String name : new String[] {ManifestFile.NAME, WeightsFile.NAME}) {
            byte[] good = Files.readAllBytes(directory.resolve(name));
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < FLIPS; i++) {
                byte[] bad = good.clone();
                int at = random.nextInt(bad.length);
                bad[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(directory.resolve(name), bad);
                check(directory, name + " byte " + at, name.equals(WeightsFile.NAME) || at >= 9);
            }
            Files.write(directory.resolve(name), good);
        }
    }

    @Test
    void shouldRefuseEveryTruncatedFileByName() throws IOException {
        for (String name : new String[] {ManifestFile.NAME, WeightsFile.NAME}) {
            byte[] good = Files.readAllBytes(directory.resolve(name));
            SplittableRandom random = new SplittableRandom(2);
            for (int i = 0; i < CUTS; i++) {
                int length = i == 0 ? 0 : random.nextInt(good.length);
                Files.write(directory.resolve(name), Arrays.copyOf(good, length));
                check(directory, name + " cut to " + length, true);
            }
            Files.write(directory.resolve(name), good);
        }
    }

    @Test
    void shouldRefuseADamagedZipByName() throws IOException {
        byte[] good = Files.readAllBytes(zip);
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < FLIPS + CUTS; i++) {
            byte[] bad = good.clone();
            String what;
            if (i < FLIPS) {
                // half of them in the directory at the end, which is small
                int at = i % 2 == 0 ? random.nextInt(bad.length) : bad.length - 1 - random.nextInt(200);
                bad[at] ^= (byte) (1 << random.nextInt(8));
                what = "zip byte " + at;
            } else {
                bad = Arrays.copyOf(good, random.nextInt(good.length));
                what = "zip cut to " + bad.length;
            }
            Files.write(zip, bad);
            check(zip, what, false);
        }
        Files.write(zip, good);
    }

    private static void check(Path bundle, String what, boolean mustRefuse) {
        MotionModel loaded;
        try {
            loaded = MotionModel.load(bundle, TestData.encoder());
        } catch (ModelFormatException e) {
            assertTrue(e.getMessage().length() > 15, what + ": " + e.getMessage());
            return;
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(what + " gave " + e, e);
        }
        assertFalse(mustRefuse, what + " was accepted");
        assertEquals(model.manifest(), loaded.manifest(), what);
        assertArrayEquals(expected, draw(loaded), what);
    }
}
