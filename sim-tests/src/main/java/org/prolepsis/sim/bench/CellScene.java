package org.prolepsis.sim.bench;

import org.prolepsis.action.limit.JointLimits;
import org.prolepsis.sim.cell.BlockPlace;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.CellSettings;
import org.prolepsis.sim.cell.ColorSortCell;

/** The cell in physics as a scene. */
final class CellScene implements Scene {
    /** Noise of a joint encoder and calibration, rad. */
    static final double JOINT_NOISE = 0.001;

    /** Noise of a block's tracked position, m. */
    static final double BLOCK_NOISE = 0.002;

    private final ColorSortCell cell;

    private CellScene(ColorSortCell cell) {
        this.cell = cell;
    }

    /** Makes cells. */
    static final class Factory implements SceneFactory {
        @Override
        public JointLimits limits() {
            return ColorSortCell.limits();
        }

        @Override
        public Scene open(long seed, boolean noise) {
            CellSettings settings = CellSettings.defaults();
            return new CellScene(new ColorSortCell(
                    noise ? settings.withJointNoise(JOINT_NOISE).withBlockNoise(BLOCK_NOISE) : settings, seed));
        }
    }

    @Override
    public void command(double[] target) {
        cell.command(target);
    }

    @Override
    public void advance(double seconds) {
        cell.advance(seconds);
    }

    @Override
    public long timeNanos() {
        return cell.timeNanos();
    }

    @Override
    public CellObservation observe() {
        return cell.observe();
    }

    @Override
    public boolean sorted() {
        return cell.sorted();
    }

    @Override
    public int sortedBlocks() {
        return (int) cell.truth().places().stream()
                .filter(place -> place == BlockPlace.OWN_BIN)
                .count();
    }

    @Override
    public boolean lost() {
        return cell.truth().places().contains(BlockPlace.FLOOR);
    }

    @Override
    public void close() {
        cell.close();
    }
}
