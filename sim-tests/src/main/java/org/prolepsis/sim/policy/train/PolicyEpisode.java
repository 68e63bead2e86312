package org.prolepsis.sim.policy.train;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.policy.NetShape;
import org.prolepsis.sim.policy.ObservationFeatures;

/**
 * One demonstration as training needs it. Filled step by step, then only read.
 */
public final class PolicyEpisode {
    private final List<double[]> joints = new ArrayList<>();
    private final List<double[]> poses = new ArrayList<>();
    private final List<double[]> commands = new ArrayList<>();

    /**
     * Adds the next step.
     *
     * @param observation what the demonstrator saw; copied
     * @param command [8] what it meant to command, rad and m; copied
     * @throws IllegalArgumentException if there are not 7 joints, 8 commands and one block of each colour, or a number is
     *     not finite
     */
    public void add(CellObservation observation, double[] command) {
        double[] measured = new double[NetShape.CHANNELS];
        if (observation.joints().length != NetShape.CHANNELS - 1 || command.length != NetShape.CHANNELS) {
            throw new IllegalArgumentException("step " + size() + " has " + observation.joints().length + " joints and "
                    + command.length + " commands; there must be 7 and 8");
        }
        System.arraycopy(observation.joints(), 0, measured, 0, NetShape.CHANNELS - 1);
        measured[NetShape.CHANNELS - 1] = observation.finger();
        double[] blocks = new double[ObservationFeatures.BLOCKS * ObservationFeatures.POSE];
        ObservationFeatures.order(observation.blocks(), blocks);
        requireFinite("measured", measured);
        requireFinite("command", command);
        requireFinite("blocks", blocks);
        joints.add(measured);
        poses.add(blocks);
        commands.add(command.clone());
    }

    private void requireFinite(String what, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "step " + size() + ": " + what + " " + i + " is " + values[i] + "; it must be finite");
            }
        }
    }

    /**
     * The number of steps.
     *
     * @return 0 or more
     */
    public int size() {
        return joints.size();
    }

    /** The [8] measured positions of a step, not a copy. */
    double[] measured(int step) {
        return joints.get(step);
    }

    /** The poses of the blocks in the order of their colours at a step, not a copy. */
    double[] poses(int step) {
        return poses.get(step);
    }

    /** The [8] commands of a step, not a copy. */
    double[] command(int step) {
        return commands.get(step);
    }
}
