package org.prolepsis.sim.view;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Writes an animated GIF frame by frame, in a loop without end; the file is there when it is complete. One thread. */
public final class AnimatedGif implements AutoCloseable {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final Path file;
    private final Path part;
    private final int centiseconds;
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    private final ImageOutputStream out;
    private int frames;

    /**
     * Begins a file.
     *
     * @param centiseconds how long each frame is shown, at least 2, below which viewers slow down
     */
    public AnimatedGif(Path file, int centiseconds) throws IOException {
        this.file = file.toAbsolutePath();
        this.centiseconds = centiseconds;
        part = this.file.resolveSibling(this.file.getFileName() + ".part");
        Files.createDirectories(this.file.getParent());
        out = ImageIO.createImageOutputStream(Files.newOutputStream(part));
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
    }

    /** Adds a frame; all have the same size. */
    public void add(BufferedImage image) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", Integer.toString(centiseconds));
        control.setAttribute("disposalMethod", "none");
        if (frames == 0) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0});
            IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
            extensions.appendChild(loop);
            root.appendChild(extensions);
        }
        metadata.setFromTree(FORMAT, root);
        RenderedImage rendered = image;
        writer.writeToSequence(new IIOImage(rendered, null, metadata), null);
        frames++;
    }

    /** The frames so far. */
    public int frames() {
        return frames;
    }

    /** Ends the file and puts it in its place. */
    @Override
    public void close() throws IOException {
        writer.endWriteSequence();
        writer.dispose();
        out.close();
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
