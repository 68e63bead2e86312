package org.prolepsis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.flow.condition.MotionConstraints;
import org.prolepsis.flow.condition.PositionBounds;
import org.prolepsis.flow.condition.StartState;
import org.prolepsis.flow.condition.ViaPoint;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.model.ConditionedSampler;
import org.prolepsis.flow.model.MotionDensity;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.model.TextCondition;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.nodes.robot.RobotDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws motions for a sentence. */
@Command(
        name = "sample",
        description = "Draw motions for a sentence, as CSV in the form of a demonstration.",
        footer = {"", "With --count above 1 the first column is the number of the sample."})
final class SampleCommand implements Callable<Integer> {
    @Mixin
    private Common common = new Common();

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Option(names = "--text", required = true, paramLabel = "T", description = "The sentence.")
    private String text;

    @Option(names = "--count", paramLabel = "N", description = "How many; default ${DEFAULT-VALUE}.")
    private int count = 1;

    @Option(names = "--rate", paramLabel = "HZ", description = "Rows per second; default ${DEFAULT-VALUE}.")
    private double rate = 100;

    @Option(
            names = "--log-density",
            description = "Also tell the log-density of each motion's latent under the flow (JSON, or standard error).")
    private boolean logDensity;

    @Option(
            names = "--via",
            paramLabel = "S:Q,…",
            description =
                    "A configuration to pass through at phase S, 0 to 1: joints in the order of the model (rad), or"
                            + " x,y,z,qx,qy,qz,qw. May be given again.")
    private List<String> vias = new ArrayList<>();

    @Option(names = "--start", paramLabel = "Q,…", description = "The configuration to start from.")
    private String start;

    @Option(
            names = "--start-velocity",
            paramLabel = "V,…",
            description = "The velocity to start with, rad/s, or m/s and angular rad/s; rest without it.")
    private String startVelocity;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            description = "With --via or --start: of so many draws the one that needs the least correction; default"
                    + " ${DEFAULT-VALUE}.")
    private int candidates = 16;

    @Option(names = "--out", paramLabel = "CSV", description = "File to write; standard output without it.")
    private Path out;

    private final Console console;

    SampleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        check();
        MotionModel model = modelOptions.load();
        Grounding grounding = model.ground(text);
        if (!grounding.grounded()) {
            throw new CommandException("refused: " + grounding.reason());
        }
        List<Double> durations = new ArrayList<>();
        StringWriter csv = new StringWriter();
        write(model, csv, durations);
        if (out != null) {
            Files.writeString(out, csv.toString());
        } else if (!common.json()) {
            console.out().print(csv);
        }
        List<Double> densities = logDensity ? densities(model) : List.of();
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("text", text);
            json.put("understood", model.understoodAs(model.condition(text)));
            json.put("durations_s", durations);
            if (logDensity) {
                json.put("log_densities", densities);
            }
            json.put("out", out == null ? null : out.toString());
            Common.print(console, json);
        } else {
            densities.forEach(density -> console.err().println("log-density " + density));
        }
        return ExitCode.DONE;
    }

    private List<Double> densities(MotionModel model) {
        try {
            MotionDensity density = new MotionDensity(model);
            TextCondition condition = model.condition(text);
            return LongStream.range(modelOptions.seed(), modelOptions.seed() + count)
                    .mapToObj(one -> density.ofSample(condition, one))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new CommandException(modelOptions.path() + ": " + e.getMessage());
        }
    }

    private void check() {
        if (count < 1) {
            throw CommandException.usage("--count is " + count + "; it must be at least 1");
        }
        if (!(rate >= 1 && rate <= 10_000)) {
            throw CommandException.usage("--rate is " + rate + " Hz; it must be 1 to 10000");
        }
        if (text.isBlank()) {
            throw CommandException.usage("--text is blank; give a sentence such as \"wave to me\"");
        }
        if (candidates < 1) {
            throw CommandException.usage("--candidates is " + candidates + "; it must be at least 1");
        }
        if (logDensity && (start != null || !vias.isEmpty())) {
            throw CommandException.usage("--log-density is of plain draws; leave out --via and --start");
        }
        if (start == null && startVelocity != null) {
            throw CommandException.usage("--start-velocity needs --start");
        }
    }

    private MotionConstraints constraints(MotionModel model) {
        try {
            MotionConstraints constraints = MotionConstraints.NONE;
            if (start != null) {
                double[] velocity = startVelocity == null
                        ? new double[model.space() == MotionSpace.SE3 ? 6 : model.width()]
                        : numbers("--start-velocity", startVelocity);
                constraints = constraints.startingAt(new StartState(0, numbers("--start", start), velocity, null));
            }
            for (String via : vias) {
                int colon = via.indexOf(':');
                if (colon < 0) {
                    throw CommandException.usage("--via is \"" + via + "\"; it must be a phase, a colon and numbers");
                }
                double phase = numbers("--via", via.substring(0, colon))[0];
                constraints = constraints.through(new ViaPoint(phase, numbers("--via", via.substring(colon + 1))));
            }
            checkLimits(model, constraints);
            return constraints;
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage());
        }
    }

    /** A model does not hold limits; those of the default arm are known where the joints are its own. */
    private static void checkLimits(MotionModel model, MotionConstraints constraints) {
        RobotDescription panda = RobotDescription.panda();
        if (model.jointNames().equals(panda.jointNames())) {
            new PositionBounds(
                            panda.jointNames(),
                            panda.limit(JointLimit::minPosition),
                            panda.limit(JointLimit::maxPosition))
                    .check(constraints);
        }
    }

    private static double[] numbers(String option, String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .mapToDouble(part -> Double.parseDouble(part.strip()))
                    .toArray();
        } catch (NumberFormatException e) {
            throw CommandException.usage(
                    option + " has \"" + text + "\"; it must be numbers, with commas between them");
        }
    }

    private static MotionCurve draw(
            ConditionedSampler sampler, TextCondition condition, MotionConstraints constraints, long seed) {
        try {
            ConditionedSampler.Draw draw = sampler.sample(condition, constraints, seed);
            return constraints.equals(MotionConstraints.NONE) ? draw.sample() : draw.motion();
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private void write(MotionModel model, Writer csv, List<Double> durations) {
        PrintWriter writer = new PrintWriter(csv);
        List<String> columns = model.space() == MotionSpace.SE3 ? Dataset.SE3_COLUMNS : model.jointNames();
        writer.print((count > 1 ? "sample,t," : "t,") + String.join(",", columns) + "\n");
        TextCondition condition = model.condition(text);
        MotionConstraints constraints = constraints(model);
        boolean free = constraints.equals(MotionConstraints.NONE);
        ConditionedSampler sampler = new ConditionedSampler(model, free ? 1 : candidates);
        double[] row = new double[columns.size()];
        for (int i = 0; i < count; i++) {
            MotionCurve curve = draw(sampler, condition, constraints, modelOptions.seed() + i);
            durations.add(curve.duration());
            // The last row is the end of the motion, so the step is stretched to fit a whole number of rows.
            int steps = (int) Math.max(1, Math.ceil(curve.duration() * rate - 1e-9));
            for (int k = 0; k <= steps; k++) {
                curve.read((double) k / steps, row);
                writer.print(count > 1 ? i + "," : "");
                writer.print(curve.duration() * k / steps);
                for (double value : row) {
                    writer.print(',');
                    writer.print(value);
                }
                writer.print('\n');
            }
        }
        writer.flush();
        if (writer.checkError()) {
            throw new UncheckedIOException(new IOException("cannot write the samples"));
        }
    }
}
