package org.prolepsis.sim.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Where the blocks are at the start: [slot] m, m, rad. */
@SuppressWarnings("ArrayRecordComponent")
record BlockPlacement(List<BlockColor> colors, double[] x, double[] y, double[] yaw) {
    static BlockPlacement random(SplittableRandom random) {
        List<BlockColor> rest = new ArrayList<>(List.of(BlockColor.values()));
        int n = rest.size();
        double[] x = new double[n];
        double[] y = new double[n];
        double[] yaw = new double[n];
        List<BlockColor> colors = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            colors.add(rest.remove(random.nextInt(rest.size())));
            do {
                x[i] = CellLayout.BLOCKS_MIN_X
                        + random.nextDouble() * (CellLayout.BLOCKS_MAX_X - CellLayout.BLOCKS_MIN_X);
                y[i] = CellLayout.BLOCKS_MIN_Y
                        + random.nextDouble() * (CellLayout.BLOCKS_MAX_Y - CellLayout.BLOCKS_MIN_Y);
            } while (!apart(x, y, i));
            yaw[i] = (2 * random.nextDouble() - 1) * CellLayout.BLOCKS_MAX_YAW;
        }
        return new BlockPlacement(List.copyOf(colors), x, y, yaw);
    }

    private static boolean apart(double[] x, double[] y, int last) {
        for (int i = 0; i < last; i++) {
            if (Math.hypot(x[i] - x[last], y[i] - y[last]) < CellLayout.BLOCKS_APART) {
                return false;
            }
        }
        return true;
    }
}
