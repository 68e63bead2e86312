package org.prolepsis.sim.policy.train;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.prolepsis.sim.policy.NetShape;
import org.prolepsis.sim.policy.Normalisation;
import org.prolepsis.sim.policy.ObservationFeatures;

/** Draws batches of noisy observations and the chunks of commands that followed them. */
final class PolicySamples {
    private static final int CHANNELS = NetShape.CHANNELS;
    private static final int ARM_JOINTS = CHANNELS - 1;
    private static final double FINGER_CENTRE = 0.02;
    private static final double LEAST_SCALE = 0.01;
    /** A block nearer to the tool than this, m, moves with it. */
    private static final double HELD = 0.025;
    /** The largest position of a finger, m. */
    private static final double OPEN = 0.04;

    /**
     * So often the finger is seen anywhere: what it is to do has to follow from hand and blocks. Else a policy that keeps
     * the finger as it is would be right nearly always, and stand still with a half-open one.
     */
    private static final double FINGER_ANYWHERE = 0.15;

    /** With the finger further closed than this, m. */
    private static final double CLOSED = 0.03;

    private final List<PolicyEpisode> episodes;
    private final PolicyTrainingSettings settings;
    private final int horizon;
    private final int[] firstOf;
    private final ObservationFeatures features = new ObservationFeatures();
    private final double[] joints = new double[ARM_JOINTS];
    private final double[] poses = new double[ObservationFeatures.BLOCKS * ObservationFeatures.POSE];
    private final float[] row = new float[ObservationFeatures.COUNT];
    private Normalisation normalisation;

    PolicySamples(List<PolicyEpisode> episodes, PolicyTrainingSettings settings) {
        this.episodes = episodes;
        this.settings = settings;
        this.horizon = settings.shape().horizon();
        this.firstOf = new int[episodes.size() + 1];
        for (int e = 0; e < episodes.size(); e++) {
            firstOf[e + 1] = firstOf[e] + episodes.get(e).size();
        }
        normalisation = fitNormalisation();
    }

    /** All steps of all episodes. */
    int count() {
        return firstOf[episodes.size()];
    }

    Normalisation normalisation() {
        return normalisation;
    }

    private Normalisation fitNormalisation() {
        double[] sum = new double[ObservationFeatures.COUNT];
        double[] square = new double[ObservationFeatures.COUNT];
        for (PolicyEpisode episode : episodes) {
            for (int t = 0; t < episode.size(); t++) {
                double[] measured = episode.measured(t);
                System.arraycopy(measured, 0, joints, 0, ARM_JOINTS);
                features.compute(joints, measured[ARM_JOINTS], episode.poses(t), row);
                for (int i = 0; i < row.length; i++) {
                    sum[i] += row[i];
                    square[i] += (double) row[i] * row[i];
                }
            }
        }
        float[] mean = new float[sum.length];
        float[] scale = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            double average = sum[i] / count();
            mean[i] = (float) average;
            scale[i] = (float) Math.max(LEAST_SCALE, Math.sqrt(Math.max(0, square[i] / count() - average * average)));
        }
        return new Normalisation(mean, scale, outputOffset(), outputScale());
    }

    private float[] outputOffset() {
        float[] offset = new float[horizon * CHANNELS];
        for (int i = 0; i < horizon; i++) {
            offset[i * CHANNELS + ARM_JOINTS] = (float) FINGER_CENTRE;
        }
        return offset;
    }

    /**
     * The root mean square of what a joint is commanded away from where it is, for each step of the chunks: near steps,
     * which correct the motion most often, count by their own small scale, and a grasp is a matter of millimetres.
     */
    private float[] outputScale() {
        float[] scale = new float[horizon * CHANNELS];
        for (int i = 0; i < horizon; i++) {
            double[] square = new double[ARM_JOINTS];
            int counted = 0;
            for (PolicyEpisode episode : episodes) {
                for (int t = 0; t + i < episode.size(); t++) {
                    counted++;
                    for (int j = 0; j < ARM_JOINTS; j++) {
                        double away = episode.command(t + i)[j] - episode.measured(t)[j];
                        square[j] += away * away;
                    }
                }
            }
            for (int j = 0; j < ARM_JOINTS; j++) {
                scale[i * CHANNELS + j] = (float)
                        Math.max(LEAST_SCALE, Math.sqrt(square[j] / Math.max(1, counted)) + settings.jointNoise());
            }
            scale[i * CHANNELS + ARM_JOINTS] = (float) FINGER_CENTRE;
        }
        return scale;
    }

    /**
     * Draws a batch.
     *
     * @param random the source
     * @param x [batch * features], normalised observations
     * @param y [batch * horizon * 8], normalised chunks; beyond an episode's end its last command
     * @param weight as y: 1, and 0 beyond the end of an episode
     */
    void draw(SplittableRandom random, float[] x, float[] y, float[] weight) {
        int values = horizon * CHANNELS;
        for (int b = 0; b < settings.batch(); b++) {
            int step = random.nextInt(count());
            int found = Arrays.binarySearch(firstOf, step);
            int e = found >= 0 ? found : -found - 2;
            while (firstOf[e + 1] == step) {
                e++; // an episode without steps
            }
            sample(random, episodes.get(e), step - firstOf[e], b);
            System.arraycopy(row, 0, x, b * row.length, row.length);
            target(episodes.get(e), step - firstOf[e], y, weight, b * values);
        }
    }

    private void sample(SplittableRandom random, PolicyEpisode episode, int t, int inBatch) {
        double[] measured = episode.measured(t);
        double[] seen = episode.poses(t);
        System.arraycopy(measured, 0, joints, 0, ARM_JOINTS);
        System.arraycopy(seen, 0, poses, 0, poses.length);
        // an eighth stays as recorded
        double noise = inBatch % 8 == 0 ? 0 : settings.jointNoise();
        int held = held(measured, seen);
        double x = features.toolPosition(0);
        double y = features.toolPosition(1);
        double z = features.toolPosition(2);
        for (int j = 0; j < ARM_JOINTS; j++) {
            joints[j] += noise * random.nextGaussian();
        }
        for (int color = 0; color < ObservationFeatures.BLOCKS; color++) {
            for (int axis = 0; axis < 3; axis++) {
                poses[color * ObservationFeatures.POSE + axis] += settings.blockNoise() * random.nextGaussian();
            }
        }
        double finger =
                noise > 0 && random.nextDouble() < FINGER_ANYWHERE ? random.nextDouble(OPEN) : measured[ARM_JOINTS];
        if (held >= 0) {
            features.compute(joints, finger, poses, row);
            poses[held * ObservationFeatures.POSE] += features.toolPosition(0) - x;
            poses[held * ObservationFeatures.POSE + 1] += features.toolPosition(1) - y;
            poses[held * ObservationFeatures.POSE + 2] += features.toolPosition(2) - z;
        }
        features.compute(joints, finger, poses, row);
        normalisation.normalise(row);
    }

    /** The block between closed fingers, or -1; leaves the tool where it was recorded. */
    private int held(double[] measured, double[] seen) {
        features.compute(joints, measured[ARM_JOINTS], seen, row);
        for (int color = 0; color < ObservationFeatures.BLOCKS && measured[ARM_JOINTS] < CLOSED; color++) {
            double square = 0;
            for (int axis = 0; axis < 3; axis++) {
                double away = seen[color * ObservationFeatures.POSE + axis] - features.toolPosition(axis);
                square += away * away;
            }
            if (square < HELD * HELD) {
                return color;
            }
        }
        return -1;
    }

    private void target(PolicyEpisode episode, int t, float[] y, float[] weight, int at) {
        for (int i = 0; i < horizon; i++) {
            int step = Math.min(t + i, episode.size() - 1);
            double[] command = episode.command(step);
            for (int j = 0; j < CHANNELS; j++) {
                int k = i * CHANNELS + j;
                double reference = j < ARM_JOINTS ? joints[j] : 0;
                y[at + k] = (float) ((command[j] - reference - normalisation.outputOffset()[k])
                        / normalisation.outputScale()[k]);
                weight[at + k] = t + i < episode.size() ? 1 : 0;
            }
        }
    }
}
