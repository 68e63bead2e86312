package org.prolepsis.cli.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of a study.
 *
 * @param name what was done
 * @param figures by name, one value for each seed; NaN where a dataset has it not
 */
public record StudyRow(String name, Map<String, List<Double>> figures) {
    /** Copies the map. */
    public StudyRow {
        figures = new LinkedHashMap<>(figures);
    }
}
