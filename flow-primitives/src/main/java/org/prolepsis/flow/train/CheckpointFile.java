package org.prolepsis.flow.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** The file a checkpoint is kept in: a magic word, the content, and a checksum over both. */
final class CheckpointFile {
    private static final int MAGIC = 0x50524c43; // PRLC
    private static final int VERSION = 1;

    private final Path file;

    CheckpointFile(Path file) {
        this.file = file;
    }

    /**
     * What a run has got to.
     *
     * @param fingerprint what its weights depend on
     * @param seconds spent so far
     * @param finished the stages that are over, by name
     * @param stage the stage that is not, empty between two
     * @param loop where its loop is, null between two
     * @param variables those of its graph
     */
    record Content(
            Map<String, String> fingerprint,
            double seconds,
            Map<String, Finished> finished,
            String stage,
            TrainingLoop.State loop,
            List<float[]> variables) {}

    boolean exists() {
        return Files.exists(file);
    }

    /** Writes beside the place, forces it to the disk, and moves it there: a kill leaves the old file or the new. */
    void write(Content content) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            byte[] bytes = pack(content);
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static byte[] pack(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(content.fingerprint().size());
        for (Map.Entry<String, String> entry : content.fingerprint().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
        out.writeDouble(content.seconds());
        out.writeInt(content.finished().size());
        for (Map.Entry<String, Finished> entry : content.finished().entrySet()) {
            out.writeUTF(entry.getKey());
            entry.getValue().write(out);
        }
        out.writeUTF(content.stage());
        if (!content.stage().isEmpty()) {
            content.loop().write(out);
            writeArrays(out, content.variables());
        }
        CRC32 sum = new CRC32();
        sum.update(bytes.toByteArray());
        out.writeLong(sum.getValue());
        return bytes.toByteArray();
    }

    /**
     * Reads the checkpoint of a run.
     *
     * @param fingerprint what the weights of the run depend on
     * @throws CheckpointException if the file is damaged or of another run
     */
    Content read(Map<String, String> fingerprint) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            check(bytes);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            in.readInt();
            in.readInt();
            Map<String, String> its = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                its.put(in.readUTF(), in.readUTF());
            }
            compare(its, fingerprint);
            double seconds = in.readDouble();
            Map<String, Finished> finished = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                finished.put(in.readUTF(), Finished.read(in));
            }
            String stage = in.readUTF();
            return stage.isEmpty()
                    ? new Content(its, seconds, finished, stage, null, List.of())
                    : new Content(its, seconds, finished, stage, TrainingLoop.State.read(in), readArrays(in));
        } catch (IOException e) {
            throw new CheckpointException(file, "cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private void check(byte[] bytes) {
        if (bytes.length < 16 || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
            throw new CheckpointException(file, "is not a checkpoint of a training run", null);
        }
        int version = ByteBuffer.wrap(bytes).getInt(4);
        if (version != VERSION) {
            throw new CheckpointException(file, "is of version " + version + ", must be " + VERSION, null);
        }
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, bytes.length - Long.BYTES);
        if (sum.getValue() != ByteBuffer.wrap(bytes).getLong(bytes.length - Long.BYTES)) {
            throw new CheckpointException(
                    file, "is damaged: its checksum does not fit its " + bytes.length + " bytes", null);
        }
    }

    private void compare(Map<String, String> its, Map<String, String> fingerprint) {
        List<String> differences = new ArrayList<>();
        fingerprint.forEach((name, value) -> {
            String has = its.getOrDefault(name, "missing");
            if (!has.equals(value)) {
                differences.add(name + " is " + shortened(has) + ", in this run " + shortened(value));
            }
        });
        if (!differences.isEmpty()) {
            throw new CheckpointException(file, "is of another run: " + String.join(", ", differences), null);
        }
    }

    private static String shortened(String value) {
        return value.length() == 64 ? value.substring(0, 12) + "…" : value;
    }

    static void writeArrays(DataOutputStream out, List<float[]> arrays) throws IOException {
        out.writeInt(arrays.size());
        for (float[] array : arrays) {
            out.writeInt(array.length);
            ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * array.length);
            buffer.asFloatBuffer().put(array);
            out.write(buffer.array());
        }
    }

    static List<float[]> readArrays(DataInputStream in) throws IOException {
        List<float[]> arrays = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            float[] array = new float[in.readInt()];
            ByteBuffer.wrap(in.readNBytes(Float.BYTES * array.length))
                    .asFloatBuffer()
                    .get(array);
            arrays.add(array);
        }
        return arrays;
    }
}
