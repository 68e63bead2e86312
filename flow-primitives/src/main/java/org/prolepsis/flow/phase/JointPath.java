package org.prolepsis.flow.phase;

/** A motion of the joints over phase 0 to 1, as the phase estimator sees it. */
public interface JointPath {
    /**
     * The number of joints.
     *
     * @return at least 1
     */
    int joints();

    /**
     * How long the motion takes at the demonstrated pace.
     *
     * @return s, positive
     */
    double durationSeconds();

    /**
     * Writes the joint positions at a phase.
     *
     * @param phase 0 to 1
     * @param out [joints], rad
     */
    void position(double phase, double[] out);
}
