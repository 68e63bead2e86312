package org.prolepsis.sim.bench;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.ColorSortCell;

/** The toy task as a scene. */
final class ToyScene implements Scene {
    static final SceneFactory FACTORY = factory(Long.MAX_VALUE, new ArrayList<>());

    private final ToyTask task;
    private final double[] target = new double[ToyTask.CHANNELS];
    private final long lostNanos;
    private final List<Long> moves;
    private long nanos;

    private ToyScene(ToyTask task, long lostNanos, List<Long> moves) {
        this.task = task;
        this.lostNanos = lostNanos;
        this.moves = moves;
        System.arraycopy(task.joints, 0, target, 0, task.joints.length);
        target[ToyTask.CHANNELS - 1] = task.finger;
    }

    /**
     * Makes toy scenes.
     *
     * @param lostNanos when a block is lost
     * @param moves gets the times of commands that differ from where the joints are
     */
    static SceneFactory factory(long lostNanos, List<Long> moves) {
        return new SceneFactory() {
            @Override
            public JointLimits limits() {
                return ColorSortCell.limits();
            }

            @Override
            public Scene open(long seed, boolean noise) {
                return new ToyScene(ToyTask.random(seed), lostNanos, moves);
            }
        };
    }

    @Override
    public void command(double[] positions) {
        if (positions[0] != task.joints[0]) {
            moves.add(nanos);
        }
        System.arraycopy(positions, 0, target, 0, target.length);
    }

    @Override
    public void advance(double seconds) {
        task.step(target, seconds);
        nanos += Math.round(seconds * 1e9);
    }

    @Override
    public long timeNanos() {
        return nanos;
    }

    @Override
    public CellObservation observe() {
        return task.observe(nanos);
    }

    @Override
    public boolean sorted() {
        return task.sortedBlocks() == task.blocks.length;
    }

    @Override
    public int sortedBlocks() {
        return task.sortedBlocks();
    }

    @Override
    public boolean lost() {
        return nanos >= lostNanos;
    }

    @Override
    public void close() {}
}
