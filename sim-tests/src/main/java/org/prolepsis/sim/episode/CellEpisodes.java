package org.prolepsis.sim.episode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.prolepsis.flow.dataset.DatasetException;
import org.prolepsis.nodes.episode.Episode;
import org.prolepsis.nodes.episode.EpisodeDataset;
import org.prolepsis.nodes.episode.EpisodeFormat;
import org.prolepsis.nodes.episode.EpisodeReader;
import org.prolepsis.nodes.episode.ObjectPose;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.ColorSortCell;

/** A dataset of episodes of the cell. */
public final class CellEpisodes {
    /** Rows a second of the cell's datasets. */
    public static final double RATE_HZ = 25;

    /** What all datasets of the cell have in common. */
    public static final EpisodeFormat FORMAT =
            new EpisodeFormat("color_sort", RATE_HZ, ColorSortCell.JOINT_NAMES, BlockColor.values().length);

    private CellEpisodes() {}

    /**
     * Reads and checks a folder of episodes of the cell.
     *
     * @return the episodes, in the order of the description
     * @throws DatasetException as {@link EpisodeReader#read}; also if joints, rate or blocks are not the cell's, or a
     *     colour is unknown
     */
    public static List<CellEpisode> read(Path directory) throws DatasetException {
        EpisodeDataset dataset = EpisodeReader.read(directory);
        EpisodeFormat got = dataset.format();
        Path file = directory.resolve(EpisodeReader.DESCRIPTION);
        if (!got.jointNames().equals(FORMAT.jointNames())
                || got.rateHz() != FORMAT.rateHz()
                || got.blocks() != FORMAT.blocks()) {
            throw new DatasetException(
                    file,
                    0,
                    "got " + got.rateHz() + " Hz, the joints " + got.jointNames() + " and " + got.blocks()
                            + " blocks, must be " + FORMAT.rateHz() + " Hz, " + FORMAT.jointNames() + " and "
                            + FORMAT.blocks() + " blocks");
        }
        List<CellEpisode> episodes = new ArrayList<>();
        for (Episode episode : dataset.episodes()) {
            episodes.add(ofCell(episode, file));
        }
        return episodes;
    }

    private static CellEpisode ofCell(Episode episode, Path file) throws DatasetException {
        double period = FORMAT.periodSeconds();
        List<CellObservation> observations = new ArrayList<>(episode.size());
        for (int i = 0; i < episode.size(); i++) {
            double[] measured = episode.measured()[i];
            double[] before = episode.measured()[Math.max(0, i - 1)];
            int arm = measured.length - 1;
            double[] velocities = new double[arm];
            for (int j = 0; j < arm; j++) {
                velocities[j] = (measured[j] - before[j]) / period;
            }
            List<BlockPose> blocks = new ArrayList<>();
            for (ObjectPose object : episode.objects().get(i)) {
                blocks.add(block(object, episode, file));
            }
            observations.add(new CellObservation(
                    Math.round(i * period * 1e9),
                    Arrays.copyOf(measured, arm),
                    velocities,
                    measured[arm],
                    List.copyOf(blocks)));
        }
        return new CellEpisode(episode.info(), observations, episode.commands());
    }

    private static BlockPose block(ObjectPose o, Episode episode, Path file) throws DatasetException {
        for (BlockColor color : BlockColor.values()) {
            if (color.label().equals(o.color())) {
                return new BlockPose(color, o.x(), o.y(), o.z(), o.qx(), o.qy(), o.qz(), o.qw());
            }
        }
        throw new DatasetException(
                file,
                0,
                "episode " + episode.info().id() + " has a block of the colour \"" + o.color() + "\", must be one of "
                        + Arrays.toString(BlockColor.values()).toLowerCase(Locale.ROOT));
    }
}
