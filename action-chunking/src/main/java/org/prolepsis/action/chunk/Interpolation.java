package org.prolepsis.action.chunk;

/** How a chunk is read between two steps. Both are exact at the steps. */
public enum Interpolation {
    /** A straight line; the velocity jumps at every step. */
    LINEAR,
    /** Catmull-Rom cubic; the velocity is continuous. */
    CUBIC
}
