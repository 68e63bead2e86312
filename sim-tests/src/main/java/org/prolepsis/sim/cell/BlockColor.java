package org.prolepsis.sim.cell;

import java.util.Locale;

/** The colours of blocks and bins. */
public enum BlockColor {
    RED,
    GREEN,
    BLUE;

    /** The colour in lower case, as files and topics have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
