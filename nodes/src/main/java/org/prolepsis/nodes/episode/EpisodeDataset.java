package org.prolepsis.nodes.episode;

import java.util.List;

/**
 * A dataset that was read.
 *
 * @param format what all episodes have in common
 * @param episodes in the order of the description
 */
public record EpisodeDataset(EpisodeFormat format, List<Episode> episodes) {
    public EpisodeDataset {
        episodes = List.copyOf(episodes);
    }
}
