package org.prolepsis.flow.model;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The directory or zip file that a model is kept in: written beside its place and moved there whole. */
public final class ModelBundle {
    private static final long MOST_BYTES = 1L << 28;

    private ModelBundle() {}

    /**
     * Writes beside the place and moves there whole. What is there is replaced only if it is a model.
     *
     * @param bundle a directory, or a file that ends in .zip
     * @param manifest the bytes of manifest.yaml
     * @param weights the bytes of weights.bin
     * @throws IOException if it cannot be written, or something else is there
     */
    public static void write(Path bundle, byte[] manifest, byte[] weights) throws IOException {
        if (bundle.toString().endsWith(BundleZip.SUFFIX)) {
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put(ManifestFile.NAME, manifest);
            files.put(WeightsFile.NAME, weights);
            BundleZip.write(bundle, files);
        } else {
            writeDirectory(bundle, manifest, weights);
        }
    }

    private static void writeDirectory(Path directory, byte[] manifest, byte[] weights) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new IOException("cannot save a model at " + target + "; give a directory below another");
        }
        refuseForeign(target);
        Files.createDirectories(parent);
        // not createTempDirectory: that one hides the model from other users
        Path fresh = Files.createDirectory(parent.resolve("." + target.getFileName() + ".new" + System.nanoTime()));
        try {
            Files.write(fresh.resolve(ManifestFile.NAME), manifest);
            Files.write(fresh.resolve(WeightsFile.NAME), weights);
            replace(fresh, target);
        } finally {
            deleteRecursively(fresh);
        }
    }

    /** A directory that is not a model is not ours to replace. */
    private static void refuseForeign(Path target) throws IOException {
        if (!Files.exists(target) || Files.exists(target.resolve(ManifestFile.NAME))) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new IOException(target + " is a file; a model is saved as a directory");
        }
        try (var entries = Files.list(target)) {
            if (entries.findAny().isPresent()) {
                throw new IOException(target + " holds something else than a model (no " + ManifestFile.NAME
                        + "); give an empty or new directory");
            }
        }
    }

    private static void replace(Path fresh, Path target) throws IOException {
        Path old = fresh.resolveSibling(fresh.getFileName() + ".old");
        boolean replaced = Files.exists(target);
        if (replaced) {
            move(target, old);
        }
        try {
            move(fresh, target);
        } catch (IOException e) {
            if (replaced) {
                move(old, target);
            }
            throw e;
        }
        deleteRecursively(old);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    private static void deleteRecursively(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Reads one file of a bundle.
     *
     * @param bundle directory or zip
     * @param name of the file in it
     * @return its bytes
     * @throws ModelFormatException if there is none, or it is larger than any model
     * @throws IOException if it cannot be read
     */
    public static byte[] read(Path bundle, String name) throws IOException {
        return Files.isRegularFile(bundle) ? BundleZip.read(bundle, name, MOST_BYTES) : readFromDirectory(bundle, name);
    }

    private static byte[] readFromDirectory(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new ModelFormatException(file + ": has " + size + " bytes, a model has at most " + MOST_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ModelFormatException(
                    file + ": missing; " + directory + " is not a model bundle or was not saved whole", e);
        }
    }
}
