package org.prolepsis.sim.episode;

import java.util.List;
import org.prolepsis.nodes.episode.EpisodeInfo;
import org.prolepsis.sim.cell.CellObservation;

/**
 * A recorded episode: row i is at i times the period of the dataset. The arrays are not copied and not to be changed.
 *
 * @param info id, seed, whether the blocks were sorted, and how many values were missing at their time
 * @param observations [rows]; stamps begin at 0; velocities are not recorded: they are backward differences, 0 at first
 * @param actions [rows][8] what was commanded from the observation of the row: joints, rad, and the finger, m
 */
@SuppressWarnings("ArrayRecordComponent") // rows by the thousand, read by training
public record CellEpisode(EpisodeInfo info, List<CellObservation> observations, double[][] actions) {
    public CellEpisode {
        observations = List.copyOf(observations);
    }

    /** The number of rows. */
    public int size() {
        return actions.length;
    }
}
