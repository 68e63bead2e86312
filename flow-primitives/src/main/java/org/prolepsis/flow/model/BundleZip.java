package org.prolepsis.flow.model;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A model kept in one zip file: the files of the directory form, at its root or in the one folder that it holds. */
final class BundleZip {
    /** A path that ends like this is saved as a zip. */
    static final String SUFFIX = ".zip";

    private BundleZip() {}

    /**
     * Reads one entry.
     *
     * @param most bytes that it may unpack to, so that a hostile archive cannot fill the memory
     */
    static byte[] read(Path zip, String name, long most) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            ZipEntry entry = find(archive, zip, name);
            try (InputStream in = archive.getInputStream(entry)) {
                byte[] bytes = in.readNBytes(Math.toIntExact(most));
                if (in.read() >= 0) {
                    throw new ModelFormatException(
                            zip + ": " + name + " unpacks to more than " + most + " bytes, the most a model has");
                }
                return bytes;
            }
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            // a damaged entry may end early, and a damaged name may be no text
            throw new ModelFormatException(
                    zip + ": is no readable zip file (" + e.getMessage() + "); a model is a directory or a zip with a "
                            + ManifestFile.NAME,
                    e);
        }
    }

    private static ZipEntry find(ZipFile archive, Path zip, String name) throws ModelFormatException {
        ZipEntry atRoot = archive.getEntry(name);
        if (atRoot != null) {
            return atRoot;
        }
        List<? extends ZipEntry> below = archive.stream()
                .filter(entry -> entry.getName().endsWith("/" + name)
                        && entry.getName().indexOf('/') == entry.getName().lastIndexOf('/'))
                .toList();
        if (below.size() != 1) {
            throw new ModelFormatException(zip + ": holds " + below.size() + " files " + name
                    + ", must hold one, at its root or in one folder; it is not a model bundle");
        }
        return below.get(0);
    }

    /** Writes beside the place and moves there whole. A file of that name is replaced only if it is a model. */
    static void write(Path zip, Map<String, byte[]> files) throws IOException {
        Path target = zip.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            refuseForeign(target);
        }
        Path parent = target.getParent();
        Files.createDirectories(parent);
        Path fresh = parent.resolve("." + target.getFileName() + ".new" + System.nanoTime());
        try {
            Files.write(fresh, pack(files));
            move(fresh, target);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] pack(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                // the same model gives the same file
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static void refuseForeign(Path target) throws IOException {
        if (Files.isRegularFile(target)) {
            try (ZipFile archive = new ZipFile(target.toFile())) {
                find(archive, target, ManifestFile.NAME);
                return;
            } catch (IOException e) {
                throw new IOException(target + " holds something else than a model; give another file", e);
            }
        }
        throw new IOException(
                target + " is a directory; give the name of a zip file, or of a directory without " + SUFFIX);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
