package org.prolepsis.sim.policy;

import java.util.Locale;

/** Kinds of nets. */
public enum Architecture {
    /** Dense layers from the features to the whole chunk. */
    MLP,
    /** The conditional variational transformer of ACT (arXiv 2304.13705, section 4), small. */
    TRANSFORMER;

    /**
     * As manifests and the command line name it.
     *
     * @return lower case
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
