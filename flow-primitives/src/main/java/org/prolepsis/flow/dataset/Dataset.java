package org.prolepsis.flow.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A set of demonstrations in one motion space. Immutable; any thread may read it.
 *
 * @param name short name, such as {@code waving}
 * @param space joint angles or poses
 * @param frame the moving frame of an SE(3) dataset, empty for joints
 * @param jointNames the joints in column order, empty for SE(3)
 * @param coreText a sentence true of every demonstration: the unconditional text of guidance
 * @param synonyms phrase to the phrases that mean the same; may be empty
 * @param demonstrations at least one, ids unique
 * @param sha256 hash over the content of the folder it was read from, lower-case hex; empty if it was never on disk
 */
public record Dataset(
        String name,
        MotionSpace space,
        String frame,
        List<String> jointNames,
        String coreText,
        Map<String, List<String>> synonyms,
        List<Demonstration> demonstrations,
        String sha256) {

    /** The columns of an SE(3) demonstration after {@code t}. */
    public static final List<String> SE3_COLUMNS = List.of("x", "y", "z", "qx", "qy", "qz", "qw");

    /** Copies the collections. */
    public Dataset {
        jointNames = List.copyOf(jointNames);
        synonyms = Collections.unmodifiableMap(new LinkedHashMap<>(synonyms));
        demonstrations = List.copyOf(demonstrations);
    }

    /**
     * The columns of a demonstration file after {@code t}.
     *
     * @return the joint names, or {@link #SE3_COLUMNS}
     */
    public List<String> columns() {
        return space == MotionSpace.SE3 ? SE3_COLUMNS : jointNames;
    }

    /**
     * Every distinct sentence of the dataset, the core text first, then in order of appearance.
     *
     * @return at least one sentence
     */
    public List<String> distinctTexts() {
        Set<String> texts = new LinkedHashSet<>();
        texts.add(coreText);
        demonstrations.forEach(demonstration -> texts.addAll(demonstration.texts()));
        return List.copyOf(texts);
    }
}
