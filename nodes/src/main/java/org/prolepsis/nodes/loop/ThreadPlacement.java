package org.prolepsis.nodes.loop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Puts one thread of this process on a core, or under SCHED_FIFO, on Linux: by the name of the thread, which the kernel
 * keeps in {@code /proc/self/task/*}{@code /comm}, and with the tools {@code taskset} and {@code chrt} of util-linux. Any
 * thread; waits for the tools, so not for a control thread.
 */
public final class ThreadPlacement {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int KERNEL_NAME = 15;
    private static final int TRIES = 20;
    private static final int PAUSE_MILLIS = 10;
    private static final int PATIENCE_SECONDS = 5;

    private ThreadPlacement() {}

    /**
     * Places a thread.
     *
     * @param thread its name, at most 15 characters
     * @param cpu the core, from 0; negative leaves it where it is
     * @param priority under SCHED_FIFO, 1 to 99; 0 leaves its scheduling
     * @return what did not work; empty if everything did
     */
    public static List<String> place(String thread, int cpu, int priority) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        if (cpu < 0 && priority == 0) {
            return problems;
        }
        Optional<String> id = find(thread);
        for (int i = 0; i < TRIES && id.isEmpty() && Files.isDirectory(TASKS); i++) {
            Thread.sleep(PAUSE_MILLIS); // a thread that was just started gets its name when it first runs
            id = find(thread);
        }
        if (id.isEmpty()) {
            return List.of("no thread " + thread + " in /proc/self/task; threads can be placed on Linux only");
        }
        if (cpu >= 0) {
            run(problems, "taskset", "-cp", Integer.toString(cpu), id.get());
        }
        if (priority > 0) {
            run(problems, "chrt", "-f", "-p", Integer.toString(priority), id.get());
        }
        return problems;
    }

    /** The kernel's names are short; longer ones are not looked for in full. */
    static String kernelName(String thread) {
        return thread.substring(0, Math.min(KERNEL_NAME, thread.length()));
    }

    private static Optional<String> find(String thread) {
        String name = kernelName(thread);
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                if (Files.readString(task.resolve("comm")).stripTrailing().equals(name)) {
                    return Optional.of(task.getFileName().toString());
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static void run(List<String> problems, String... command) throws InterruptedException {
        String line = String.join(" ", command);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                problems.add("'" + line + "' did not end");
                return;
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                problems.add("'" + line + "' failed: " + said);
            }
        } catch (IOException absent) {
            problems.add("'" + line + "' cannot be run: " + absent.getMessage());
        }
    }
}
