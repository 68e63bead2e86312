package org.prolepsis.nodes.episode;

import java.util.regex.Pattern;

/**
 * What is said about an episode beside its rows.
 *
 * @param id unique in its dataset, and the name of its file: letters, digits, {@code . _ -}, no dot in front
 * @param seed of what was random in it; 0 where there was none
 * @param success whether the task was done
 * @param gaps how many values were not there at their time, so that the last known ones stand in their place
 */
public record EpisodeInfo(String id, long seed, boolean success, int gaps) {
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._-]*");

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the id is no file name, or gaps is negative
     */
    public EpisodeInfo {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id: got \"" + id + "\", must be letters, digits, . _ - and not start with a dot");
        }
        if (gaps < 0) {
            throw new IllegalArgumentException("gaps: got " + gaps + ", must be 0 or more");
        }
    }
}
