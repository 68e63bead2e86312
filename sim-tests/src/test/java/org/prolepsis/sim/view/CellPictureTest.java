package org.prolepsis.sim.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.PandaGeometry;

class CellPictureTest {
    @TempDir
    Path folder;

    private static CellObservation seen(double redX) {
        return new CellObservation(
                0,
                PandaGeometry.startPosture(),
                new double[7],
                0.04,
                List.of(
                        new BlockPose(BlockColor.RED, redX, -0.2, 0.02, 0, 0, 0, 1),
                        new BlockPose(BlockColor.GREEN, 0.5, -0.1, 0.02, 0, 0, 0, 1),
                        new BlockPose(BlockColor.BLUE, 0.5, 0.05, 0.02, 0, 0, 0, 1)));
    }

    /** Mean column of the pixels that are red and not pale. */
    private static double redColumn(BufferedImage image) {
        double sum = 0;
        int count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                int rgb = image.getRGB(x, y);
                if ((rgb >> 16 & 255) > 150 && (rgb >> 8 & 255) < 90 && (rgb & 255) < 90) {
                    sum += x;
                    count++;
                }
            }
        }
        assertTrue(count > 20, count + " red pixels");
        return sum / count;
    }

    @Test
    void shouldDrawABlockWhereItIs() {
        CellPicture picture = new CellPicture(300, 216);
        double near = redColumn(picture.draw(seen(0.4)));
        double far = redColumn(picture.draw(seen(0.6)));
        assertTrue(near - far > 15, near + " and " + far);
    }

    @Test
    void shouldWriteEveryFrameOfAnAnimation() throws Exception {
        Path file = folder.resolve("a.gif");
        CellPicture picture = new CellPicture(120, 90);
        try (AnimatedGif gif = new AnimatedGif(file, 10)) {
            gif.add(picture.draw(seen(0.4)));
            gif.add(picture.draw(seen(0.5)));
            gif.add(picture.draw(seen(0.6)));
        }
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            reader.setInput(in);
            assertEquals(3, reader.getNumImages(true));
            assertEquals(120, reader.getWidth(2));
        }
    }
}
