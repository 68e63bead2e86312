package org.prolepsis.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prolepsis.action.pace.PaceSettings;
import org.prolepsis.cli.demo.DemoSession;
import org.prolepsis.nodes.flow.ModelStore;
import org.prolepsis.report.DemoReport;
import org.prolepsis.report.MotionResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs sentences on the simulated arm and reports. */
@Command(
        name = "demo",
        description = "Say sentences to the simulated arm and report how it moved.",
        footer = {
            "",
            "Without --master everything runs on a master of its own. On a given master the nodes live in the",
            "namespace " + DemoSession.SHARED_GRAPH_NAMESPACE + ", away from the topics of a real arm."
        })
final class DemoCommand implements Callable<Integer> {
    private static final List<String> DEFAULT_SENTENCES = List.of(
            "wave to me",
            "wave big, high up",
            "small wave on the left",
            "wave slowly at the bottom right",
            "make me a coffee");
    private static final double SMALLEST_SPEED = 0.01;
    private static final double LARGEST_SPEED = PaceSettings.defaults().maxSpeed();

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "TEXT", arity = "0..*", description = "Sentences; a default selection without any.")
    private List<String> texts = new ArrayList<>();

    @Option(names = "--master", paramLabel = "URI", description = "A running master, such as http://127.0.0.1:11311.")
    private URI master;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Model bundle; the default one is trained if absent.")
    private Path model;

    @Option(names = "--speed", paramLabel = "F", description = "Pace, 1 is as demonstrated; default ${DEFAULT-VALUE}.")
    private double speed = 1;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Folder of the report; default reports/ and the time.")
    private Path report;

    private final Console console;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(speed >= SMALLEST_SPEED && speed <= LARGEST_SPEED)) {
            throw CommandException.usage(
                    "--speed is " + speed + "; it must be from " + SMALLEST_SPEED + " to " + LARGEST_SPEED);
        }
        Path bundle = model == null ? defaultModel() : model;
        List<DemoReport.Motion> motions = new ArrayList<>();
        Path page;
        try (DemoSession session = new DemoSession(new DemoSession.Setup(master, bundle, speed))) {
            DemoTable table = new DemoTable(common.json() ? console.err() : console.out());
            table.head();
            for (String text : texts.isEmpty() ? DEFAULT_SENTENCES : texts) {
                DemoReport.Motion motion = session.say(text);
                motions.add(motion);
                table.row(motion.result());
            }
            page = new DemoReport(heading(bundle, session), session.limits(), motions).write(folder());
        }
        List<MotionResult> results =
                motions.stream().map(DemoReport.Motion::result).toList();
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("motions", results);
            json.put("report", page.toString());
            json.put("speed", speed);
            json.put("model", bundle.toString());
            Common.print(console, json);
        } else {
            console.out().println("\nReport: " + page);
        }
        return results.stream().allMatch(DemoCommand::asItShould) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Path defaultModel() {
        if (ModelStore.hasDefaultModel()) {
            return ModelStore.defaultModelPath();
        }
        console.err().println("There is no default model yet: it is trained now, once (under 2 minutes).");
        long start = System.nanoTime();
        try (Progress progress = new Progress("Training", console)) {
            Path path = ModelStore.defaultModel(progress);
            console.err()
                    .println(String.format(
                            Locale.ROOT, "%nTrained in %.0f s: %s", (System.nanoTime() - start) * 1e-9, path));
            return path;
        }
    }

    /** A sentence that was understood moves the arm inside its limits; one that was refused does not move it. */
    private static boolean asItShould(MotionResult result) {
        boolean moved = result.durationS() != null;
        return moved == result.grounded() && (!moved || result.limitViolations() == 0);
    }

    private Path folder() {
        String time = LocalDateTime.now(java.time.ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
        return (report == null ? ModelStore.home().resolve("reports").resolve("demo-" + time) : report)
                .toAbsolutePath()
                .normalize();
    }

    private Map<String, String> heading(Path bundle, DemoSession session) {
        Map<String, String> heading = new LinkedHashMap<>();
        heading.put("model", bundle.getFileName().toString());
        heading.put("arm", "simulated, " + session.limits().count() + " joints");
        heading.put("speed asked for", speed + " ×");
        heading.put("control rate", "200 Hz");
        heading.put(
                "run on",
                LocalDateTime.now(java.time.ZoneId.systemDefault())
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)));
        return heading;
    }
}
