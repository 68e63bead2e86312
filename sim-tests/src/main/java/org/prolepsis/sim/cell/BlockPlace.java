package org.prolepsis.sim.cell;

/** What a block's position means for the task. */
public enum BlockPlace {
    /** On or above the table, or held there. */
    TABLE,
    /** Within the walls of the bin of its colour. */
    OWN_BIN,
    /** Within the walls of another bin. */
    OTHER_BIN,
    /** Fallen off the table. */
    FLOOR
}
