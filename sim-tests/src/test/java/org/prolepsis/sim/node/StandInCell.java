package org.prolepsis.sim.node;

import java.util.List;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.BlockPose;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.SteppedCell;

/** A cell without physics: joints follow a command with a lag of 50 ms, blocks lie still. */
public final class StandInCell implements SteppedCell {
    private static final double LAG = 0.05;

    private final double[] target = {0, -0.4, 0, -2.4, 0, 2.0, 0.785, 0.04};
    private final double[] position = target.clone();
    private final double[] velocity = new double[8];
    private final long seed;
    private long nanos;
    public boolean sorted;
    public boolean closed;

    public StandInCell(long seed) {
        this.seed = seed;
    }

    @Override
    public void command(double[] command) {
        System.arraycopy(command, 0, target, 0, target.length);
    }

    @Override
    public void advance(double seconds) {
        for (int i = 0; i < Math.round(seconds * 1000); i++) {
            for (int j = 0; j < position.length; j++) {
                velocity[j] = (target[j] - position[j]) / LAG;
                position[j] += velocity[j] * 0.001;
            }
            nanos += 1_000_000;
        }
    }

    @Override
    public long timeNanos() {
        return nanos;
    }

    @Override
    public CellObservation observe() {
        return new CellObservation(
                nanos,
                java.util.Arrays.copyOf(position, 7),
                java.util.Arrays.copyOf(velocity, 7),
                position[7],
                List.of(block(BlockColor.GREEN, 0), block(BlockColor.RED, 1), block(BlockColor.BLUE, 2)));
    }

    private BlockPose block(BlockColor color, int slot) {
        return new BlockPose(color, 0.4 + 0.001 * seed, -0.2 + 0.1 * slot, 0.02, 0, 0, Math.sin(0.1), Math.cos(0.1));
    }

    @Override
    public boolean sorted() {
        return sorted;
    }

    @Override
    public void close() {
        closed = true;
    }
}
