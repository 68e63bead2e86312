package org.prolepsis.msgs;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Asks ROS's own Python message classes, all questions in one process. */
final class GenpyPeer {
    private static final String PYTHON = "/usr/bin/python3";

    private GenpyPeer() {}

    /** Skips the test, with the reason, on a machine without ROS. */
    static void assumeAvailable() throws IOException, InterruptedException {
        boolean available =
                Files.isExecutable(Path.of(PYTHON)) && exitCode(PYTHON, "-c", "import genpy, std_msgs.msg") == 0;
        Assumptions.assumeTrue(available, "no ROS on this machine (python3-std-msgs): not compared with genpy");
    }

    /** The answers to the questions, line by line; genpy_peer.py has the forms. */
    static List<String> ask(List<String> questions) throws IOException, InterruptedException, URISyntaxException {
        return ask(questions, "");
    }

    /** The same with other classes before those that are installed. */
    static List<String> ask(List<String> questions, String pythonPath)
            throws IOException, InterruptedException, URISyntaxException {
        Path script = Path.of(GenpyPeer.class.getResource("/genpy_peer.py").toURI());
        Path input = Files.createTempFile("genpy", ".txt");
        Path output = Files.createTempFile("genpy", ".out");
        try {
            Files.write(input, questions, StandardCharsets.UTF_8);
            ProcessBuilder builder = new ProcessBuilder(PYTHON, script.toString())
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().put("PYTHONPATH", pythonPath);
            Process process = builder.start();
            finish(process);
            List<String> answers = Files.readAllLines(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0 || answers.size() != questions.size()) {
                throw new IOException("genpy_peer.py ended with " + process.exitValue() + " after " + answers.size()
                        + " of " + questions.size() + " answers");
            }
            return answers;
        } finally {
            Files.delete(input);
            Files.delete(output);
        }
    }

    private static int exitCode(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        finish(process);
        return process.exitValue();
    }

    private static void finish(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IOException("no answer from " + PYTHON + " within 120 s");
        }
    }
}
