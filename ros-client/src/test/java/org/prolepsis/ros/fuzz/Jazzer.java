package org.prolepsis.ros.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs Jazzer on one target in a JVM of its own, since it instruments classes for good. */
final class Jazzer {
    /**
     * What a run gave.
     *
     * @param executions inputs tried
     * @param instrumented classes of ours that report coverage
     * @param seedFeatures coverage features that the seeds alone reached
     * @param features coverage features reached in the end
     * @param corpus inputs kept because each reached something new
     * @param findings files with the inputs that broke the target
     */
    record Result(
            String target,
            long executions,
            int instrumented,
            long seedFeatures,
            long features,
            long corpus,
            List<Path> findings,
            Path log) {}

    private static final Pattern STATUS = Pattern.compile("(?m)^#\\d+\\s+(\\w+)\\s+cov: \\d+ ft: (\\d+) corp: (\\d+)/");
    private static final Pattern EXECUTIONS = Pattern.compile("stat::number_of_executed_units: +(\\d+)");
    private static final Pattern INSTRUMENTED = Pattern.compile("(?m)^INFO: Instrumented org\\.prolepsis\\.");
    /** Until the JVM is up and its classes are instrumented. */
    private static final int START_SECONDS = 60;

    private Jazzer() {}

    /** @param maxFindings after so many different ones the run ends */
    static Result run(
            String name, Class<?> target, List<byte[]> seeds, List<String> dictionary, int seconds, int maxFindings)
            throws IOException, InterruptedException {
        Path folder = Path.of("target", "fuzz", name).toAbsolutePath();
        deleteAll(folder);
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path findings = Files.createDirectories(folder.resolve("findings"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path words = folder.resolve("dictionary");
        Files.write(words, dictionary.stream().map(word -> '"' + word + '"').toList());
        Path log = folder.resolve("log");
        List<String> command = command(target, findings, seconds);
        command.add("--keep_going=" + maxFindings);
        if (!dictionary.isEmpty()) {
            command.add("-dict=" + words);
        }
        command.add(corpus.toString());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(seconds + START_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("Jazzer did not end on " + name + "; see " + log);
            }
        } finally {
            process.destroyForcibly();
        }
        return result(name, Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1), findings, log);
    }

    private static List<String> command(Class<?> target, Path findings, int seconds) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-cp",
                // Surefire puts the real one here, and a jar that only points to it into the usual property.
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=org.prolepsis.**",
                "--custom_hook_includes=org.prolepsis.**",
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/",
                "-max_total_time=" + seconds,
                "-print_final_stats=1",
                "-rss_limit_mb=0",
                "-timeout=20",
                "-max_len=8192"));
    }

    private static Result result(String name, String log, Path findings, Path logFile) throws IOException {
        List<MatchResult> states = STATUS.matcher(log).results().toList();
        // Printed after each finding and at the end.
        long executions = EXECUTIONS
                .matcher(log)
                .results()
                .mapToLong(stat -> Long.parseLong(stat.group(1)))
                .max()
                .orElse(0);
        if (states.isEmpty() || executions == 0) {
            throw new IOException("Jazzer did not run on " + name + "; see " + logFile);
        }
        MatchResult seeded = states.stream()
                .filter(state -> state.group(1).equals("INITED"))
                .findFirst()
                .orElse(states.get(0));
        MatchResult last = states.get(states.size() - 1);
        try (Stream<Path> files = Files.list(findings)) {
            return new Result(
                    name,
                    executions,
                    (int) INSTRUMENTED.matcher(log).results().count(),
                    Long.parseLong(seeded.group(2)),
                    Long.parseLong(last.group(2)),
                    Long.parseLong(last.group(3)),
                    files.filter(f -> !f.toString().endsWith(".java")).sorted().toList(),
                    logFile);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
