package org.prolepsis.sim.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.prolepsis.cli.CommandException;
import org.prolepsis.cli.Common;
import org.prolepsis.cli.Console;
import org.prolepsis.cli.ExitCode;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.CellSettings;
import org.prolepsis.sim.cell.ColorSortCell;
import org.prolepsis.sim.expert.Demonstrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws an episode of the scripted demonstrator. */
@Command(name = "color-sort-episode", description = "Run one demonstration and write a picture or an animation of it.")
public final class EpisodeCommand implements Callable<Integer> {
    private static final double TIME_OUT_SECONDS = 90;
    private static final double PICTURE_ASPECT = 0.72;

    @Mixin
    private Common common = new Common();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the cell and the demonstrator; default 1.")
    private long seed = 1;

    @Option(names = "--png", paramLabel = "FILE", description = "Picture of one moment.")
    private Path png;

    @Option(names = "--at", paramLabel = "S", description = "Moment of the picture, s; default ${DEFAULT-VALUE}.")
    private double at = 5;

    @Option(names = "--gif", paramLabel = "FILE", description = "Animation of the whole episode.")
    private Path gif;

    @Option(names = "--pace", paramLabel = "F", description = "How fast the animation runs; default ${DEFAULT-VALUE}.")
    private double pace = 4;

    @Option(names = "--frames-per-second", paramLabel = "N", description = "Default ${DEFAULT-VALUE}.")
    private int framesPerSecond = 8;

    @Option(names = "--width", paramLabel = "PIXELS", description = "Default ${DEFAULT-VALUE}.")
    private int width = 400;

    private final Console console;

    /** A command that writes to a console. */
    public EpisodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (png == null && gif == null) {
            throw CommandException.usage("neither --png nor --gif is given; say what to write");
        }
        if (!(pace >= 0.1 && pace <= 100) || framesPerSecond < 1 || framesPerSecond > 50) {
            throw CommandException.usage("--pace is " + pace + " and --frames-per-second " + framesPerSecond
                    + "; they must be 0.1 to 100 and 1 to 50");
        }
        if (width < 64 || width > 4096 || !(at >= 0 && at <= TIME_OUT_SECONDS)) {
            throw CommandException.usage("--width is " + width + " and --at " + at
                    + "; they must be 64 to 4096 and 0 to " + TIME_OUT_SECONDS);
        }
        List<CellObservation> seen = new ArrayList<>();
        boolean sorted = run(seen);
        CellPicture picture = new CellPicture(width, (int) (width * PICTURE_ASPECT));
        if (png != null) {
            int row = (int) Math.min(seen.size() - 1, Math.round(at / Demonstrator.STEP_SECONDS));
            Path parent = png.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            ImageIO.write(picture.draw(seen.get(row)), "png", png.toFile());
        }
        if (gif != null) {
            animate(seen, picture);
        }
        report(sorted, seen.size() * Demonstrator.STEP_SECONDS);
        return ExitCode.DONE;
    }

    private boolean run(List<CellObservation> seen) {
        Demonstrator demonstrator = new Demonstrator(seed);
        double[] target = new double[ColorSortCell.JOINT_NAMES.size()];
        try (ColorSortCell cell = new ColorSortCell(CellSettings.defaults(), seed)) {
            while (!demonstrator.finished() && cell.timeNanos() < TIME_OUT_SECONDS * 1e9) {
                CellObservation now = cell.observe();
                seen.add(now);
                demonstrator.command(now, target);
                cell.command(target);
                cell.advance(Demonstrator.STEP_SECONDS);
            }
            return cell.sorted();
        }
    }

    private void animate(List<CellObservation> seen, CellPicture picture) throws IOException {
        double step = pace / framesPerSecond / Demonstrator.STEP_SECONDS;
        try (AnimatedGif out = new AnimatedGif(gif, 100 / framesPerSecond)) {
            for (double row = 0; row < seen.size(); row += step) {
                out.add(picture.draw(seen.get((int) row)));
            }
        }
    }

    private void report(boolean sorted, double seconds) {
        if (common.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("seed", seed);
            json.put("sorted", sorted);
            json.put("duration_s", seconds);
            json.put("png", png == null ? null : png.toString());
            json.put("gif", gif == null ? null : gif.toString());
            Common.print(console, json);
        } else {
            console.out()
                    .printf(Locale.ROOT, "seed %d: %s after %.1f s%n", seed, sorted ? "sorted" : "not sorted", seconds);
        }
    }
}
