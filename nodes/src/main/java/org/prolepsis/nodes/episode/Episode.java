package org.prolepsis.nodes.episode;

import java.util.List;

/**
 * One episode: row i is at i / rate seconds. The arrays are not copied and not to be changed.
 *
 * @param info what is said about it
 * @param measured [rows][joints] positions as they were measured, rad (a finger: m)
 * @param commands [rows][joints] what was commanded from the observation of the row, rad (a finger: m)
 * @param objects [rows] the objects of each row, one per slot; the colour of a slot is the same in all rows
 */
@SuppressWarnings("ArrayRecordComponent") // rows by the thousand, read by training
public record Episode(EpisodeInfo info, double[][] measured, double[][] commands, List<List<ObjectPose>> objects) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if there is no row, or not the same number of each
     */
    public Episode {
        objects = List.copyOf(objects);
        if (measured.length == 0 || measured.length != commands.length || measured.length != objects.size()) {
            throw new IllegalArgumentException("episode " + info.id() + " has " + measured.length + " measured, "
                    + commands.length + " commanded rows and " + objects.size()
                    + " of objects; must be the same number, at least 1");
        }
    }

    /** The number of rows. */
    public int size() {
        return measured.length;
    }
}
