package org.prolepsis.flow.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a checkpoint, and what is made of it, to one training at a time. The lock is that of the operating system on a file
 * beside the checkpoint, so it ends with its process, however that ends; the file says who holds it, and stays, empty, for
 * the next one: whoever deleted it could delete that of another. Any thread.
 */
public final class CheckpointLock implements AutoCloseable {
    /**
     * Files that this process has locked. It must not open them again: the system gives a lock up as soon as any of the
     * process's openings of its file is closed.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private CheckpointLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock of a checkpoint.
     *
     * @param checkpoint the checkpoint; need not exist
     * @return the lock, to be closed when the checkpoint is not needed any more
     * @throws CheckpointException if another training holds it, and which
     * @throws IOException if the lock's file cannot be written
     */
    public static CheckpointLock take(Path checkpoint) throws IOException {
        Path folder = checkpoint.toAbsolutePath().normalize().getParent();
        Files.createDirectories(folder);
        Path file = folder.toRealPath().resolve(checkpoint.getFileName() + ".lock");
        if (!HELD.add(file)) {
            throw inUse(checkpoint, "another training of this process");
        }
        FileChannel channel = null;
        boolean taken = false;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            taken = channel.tryLock() != null;
            if (!taken) {
                throw inUse(checkpoint, "another training" + holder(channel));
            }
            write(
                    channel,
                    "process " + ProcessHandle.current().pid() + ", since "
                            + Instant.now().truncatedTo(ChronoUnit.SECONDS));
            return new CheckpointLock(file, channel);
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(file);
            }
        }
    }

    private static CheckpointException inUse(Path checkpoint, String who) {
        return new CheckpointException(
                checkpoint + " is in use by " + who + "; wait for its end, or train to another path");
    }

    private static void write(FileChannel channel, String holder) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(200);
        int length = channel.read(bytes, 0);
        return length <= 0 ? "" : " (" + new String(bytes.array(), 0, length, StandardCharsets.UTF_8) + ")";
    }

    /** Lets others have it. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.truncate(0);
            channel.close();
            HELD.remove(file);
        }
    }
}
