package org.prolepsis.flow.condition;

import java.util.List;

/** The positions that joints can take, for refusing what cannot be reached. Immutable. */
public final class PositionBounds {
    private final List<String> joints;
    private final double[] least;
    private final double[] most;

    /**
     * Bounds.
     *
     * @param joints names, in the order of configurations
     * @param least rad
     * @param most rad, above {@code least}
     * @throws IllegalArgumentException if lengths differ or a bound is not below the other
     */
    public PositionBounds(List<String> joints, double[] least, double[] most) {
        if (joints.size() != least.length || least.length != most.length) {
            throw new IllegalArgumentException("position bounds: got " + joints.size() + " joints, " + least.length
                    + " lower and " + most.length + " upper bounds, must be as many");
        }
        for (int j = 0; j < least.length; j++) {
            if (!(least[j] < most[j])) {
                throw new IllegalArgumentException(
                        "position bounds of " + joints.get(j) + ": " + least[j] + " must be below " + most[j]);
            }
        }
        this.joints = List.copyOf(joints);
        this.least = least.clone();
        this.most = most.clone();
    }

    /**
     * Refuses via-points and a start outside the bounds.
     *
     * @param constraints any
     * @throws IllegalArgumentException naming the via-point, the joint, what it is and what it must be
     */
    public void check(MotionConstraints constraints) {
        constraints.start().ifPresent(start -> check("start", start.configuration()));
        for (ViaPoint via : constraints.viaPoints()) {
            check("via-point at phase " + via.phase(), via.configuration());
        }
    }

    private void check(String name, double[] configuration) {
        Numbers.requireWidth(name, configuration, least.length);
        for (int j = 0; j < least.length; j++) {
            if (!(configuration[j] >= least[j] && configuration[j] <= most[j])) {
                throw new IllegalArgumentException(name + ": " + joints.get(j) + " is " + configuration[j]
                        + " rad, must be in [" + least[j] + ", " + most[j] + "]");
            }
        }
    }
}
