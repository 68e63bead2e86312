package org.prolepsis.sim.expert;

import java.util.SplittableRandom;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.sim.cell.ColorSortCell;

/**
 * Disturbs what is executed while labels stay what was meant, so that a policy sees how to recover (DART, arXiv
 * 1703.09327): a drift of each joint of the arm, renewed at every step. One thread at a time.
 */
public final class Disturbance {
    private static final double DRIFT_SECONDS = 0.6;
    /** Standard deviation of the disturbance of each joint at perturbation 1, rad. */
    private static final double JOINT_DISTURBANCE = 0.06;

    private final SplittableRandom random;
    private final double[] drift = new double[ColorSortCell.JOINT_NAMES.size() - 1];
    private final double keep = Math.exp(-Demonstrator.STEP_SECONDS / DRIFT_SECONDS);
    private final double scale;

    /**
     * A disturbance.
     *
     * @param perturbation 0 (none) to 1 (joints by 0.06 rad, standard deviation, drifting over 0.6 s)
     * @throws IllegalArgumentException if the perturbation is not 0 to 1
     */
    public Disturbance(long seed, double perturbation) {
        if (!(perturbation >= 0 && perturbation <= 1)) {
            throw new IllegalArgumentException("perturbation is " + perturbation + "; it must be 0 to 1");
        }
        random = new SplittableRandom(~seed);
        scale = perturbation * JOINT_DISTURBANCE * Math.sqrt(1 - keep * keep);
    }

    /**
     * Moves on by a step.
     *
     * @param label [8] what is meant
     * @param executed [8] set to what is to be executed, inside the limits where the label is
     */
    public void apply(double[] label, double[] executed) {
        System.arraycopy(label, 0, executed, 0, label.length);
        for (int j = 0; j < drift.length; j++) {
            drift[j] = keep * drift[j] + scale * random.nextGaussian();
            JointLimit limit = ColorSortCell.limits().joints().get(j);
            double disturbed = Math.max(limit.minPosition(), Math.min(limit.maxPosition(), label[j] + drift[j]));
            executed[j] = drift[j] == 0 ? label[j] : disturbed;
        }
    }
}
