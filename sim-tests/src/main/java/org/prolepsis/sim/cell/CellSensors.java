package org.prolepsis.sim.cell;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes observations of what was true: as old as the delay says, with noise that is a function of the seed and the
 * stamp alone, so that it does not depend on how often one looks.
 */
final class CellSensors {
    private static final double YAW_NOISE_PER_METRE = 10;

    private final CellSettings settings;
    private final long seed;
    private final long delaySteps;
    private final Deque<CellObservation> history = new ArrayDeque<>();

    CellSensors(CellSettings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
        delaySteps = Math.round(settings.observationDelay() / ArmServos.STEP);
    }

    /** Whether {@link #add} must be called at every step. */
    boolean delayed() {
        return delaySteps > 0;
    }

    /** Remembers what is true now. */
    void add(CellObservation now) {
        history.addLast(now);
        if (history.size() > delaySteps + 1) {
            history.removeFirst();
        }
    }

    /** What the sensors say, given what is true now. */
    CellObservation observe(CellObservation now) {
        CellObservation seen = history.isEmpty() ? now : history.peekFirst();
        return settings.jointNoise() > 0 || settings.blockNoise() > 0 ? withNoise(seen) : seen;
    }

    private CellObservation withNoise(CellObservation seen) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + seen.stampNanos());
        double[] joints = seen.joints().clone();
        for (int j = 0; j < joints.length; j++) {
            joints[j] += settings.jointNoise() * random.nextGaussian();
        }
        List<BlockPose> blocks = new ArrayList<>();
        for (BlockPose pose : seen.blocks()) {
            double half = 0.5 * settings.blockNoise() * YAW_NOISE_PER_METRE * random.nextGaussian();
            double sin = Math.sin(half);
            double cos = Math.cos(half);
            blocks.add(new BlockPose(
                    pose.color(),
                    pose.x() + settings.blockNoise() * random.nextGaussian(),
                    pose.y() + settings.blockNoise() * random.nextGaussian(),
                    pose.z() + settings.blockNoise() * random.nextGaussian(),
                    cos * pose.qx() - sin * pose.qy(),
                    cos * pose.qy() + sin * pose.qx(),
                    cos * pose.qz() + sin * pose.qw(),
                    cos * pose.qw() - sin * pose.qz()));
        }
        return new CellObservation(seen.stampNanos(), joints, seen.velocities(), seen.finger(), List.copyOf(blocks));
    }
}
