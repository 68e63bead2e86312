package org.prolepsis.sim.policy;

import java.util.SplittableRandom;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.prolepsis.sim.cell.BlockColor;
import org.prolepsis.sim.cell.CellLayout;

/** Sorts the blocks of a {@link SketchedCell} by straight lines of the tool, at a pace of its own. */
public final class SketchedExpert {
    private final SketchedCell cell;
    private final ToolFrame tool = new ToolFrame();
    private final double[] joints = SketchedCell.HOME.clone();
    private final double speed;
    private final double height;
    private double finger = 0.04;
    private int phase;
    private int waited;

    public SketchedExpert(SketchedCell cell, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.cell = cell;
        this.speed = random.nextDouble(0.15, 0.22);
        this.height = random.nextDouble(0.12, 0.15);
    }

    private int current() {
        for (int b = 0; b < 3; b++) {
            if (!cell.inBin(b)) {
                return b;
            }
        }
        return -1;
    }

    /** The next command. */
    public void command(double[] target) {
        int b = current();
        if (b < 0 && phase != 6) {
            phase = 7;
        }
        double[] block = b < 0 ? new double[] {0.45, 0, 0.02} : cell.block(b);
        double binX = b < 0 ? 0 : CellLayout.binX(BlockColor.values()[b]);
        double yaw = b < 0 ? 0 : cell.yaw(b);
        switch (phase) {
            case 0 -> next(toward(block[0], block[1], height, yaw));
            case 1 -> next(toward(block[0], block[1], 0.02, yaw));
            case 2 -> grip(0);
            case 3 -> next(toward(block[0], block[1], height, yaw));
            case 4 -> next(toward(binX, CellLayout.BINS_Y, height, yaw));
            case 5 -> {
                finger = 0.04;
                phase = 6;
            }
            case 6 -> {
                if (++waited > 12) {
                    waited = 0;
                    phase = 0;
                }
            }
            default -> toward(0.4, 0.05, 0.3, 0);
        }
        System.arraycopy(joints, 0, target, 0, 7);
        target[7] = finger;
    }

    private void next(boolean there) {
        if (there && ++waited > 4) {
            waited = 0;
            phase++;
        }
    }

    private void grip(double width) {
        finger = width;
        if (++waited > 14) {
            waited = 0;
            phase++;
        }
    }

    /** A step of the target by damped least squares. */
    private boolean toward(double x, double y, double z, double yaw) {
        double[] goal = {x, y, z};
        double[] error = new double[6];
        tool.set(joints);
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            error[axis] = goal[axis] - tool.position(axis);
            square += error[axis] * error[axis];
        }
        double distance = Math.sqrt(square);
        double pace = Math.min(1, speed * 0.04 / Math.max(1e-6, distance));
        for (int axis = 0; axis < 3; axis++) {
            error[axis] *= pace;
        }
        double[] opening = {-Math.sin(yaw), Math.cos(yaw), 0};
        turn(opening, error);
        double[][] jacobian = jacobian();
        RealMatrix j = MatrixUtils.createRealMatrix(jacobian);
        RealMatrix square6 = j.multiply(j.transpose())
                .add(MatrixUtils.createRealIdentityMatrix(6).scalarMultiply(1e-4));
        double[] step = j.transpose()
                .operate(new LUDecomposition(square6)
                        .getSolver()
                        .solve(MatrixUtils.createRealVector(error))
                        .toArray());
        for (int i = 0; i < 7; i++) {
            joints[i] += step[i];
        }
        return distance < 0.004;
    }

    private void turn(double[] opening, double[] error) {
        double[] a = {tool.approach(0), tool.approach(1), tool.approach(2)};
        double[] o = {tool.opening(0), tool.opening(1), tool.opening(2)};
        if (o[0] * opening[0] + o[1] * opening[1] < 0) {
            opening[0] = -opening[0];
            opening[1] = -opening[1];
        }
        double[] down = {0, 0, -1};
        double[] tilt = cross(a, down);
        double[] spin = cross(o, opening);
        for (int axis = 0; axis < 3; axis++) {
            error[3 + axis] = Math.max(-0.04, Math.min(0.04, 0.5 * (tilt[axis] + spin[axis])));
        }
    }

    private double[][] jacobian() {
        double[][] columns = new double[6][7];
        double[] base = pose();
        for (int i = 0; i < 7; i++) {
            double kept = joints[i];
            joints[i] += 1e-5;
            tool.set(joints);
            double[] moved = pose();
            joints[i] = kept;
            double[] spin = new double[3];
            for (int v = 3; v < 12; v += 3) {
                double[] from = {base[v], base[v + 1], base[v + 2]};
                double[] to = {moved[v] - from[0], moved[v + 1] - from[1], moved[v + 2] - from[2]};
                double[] part = cross(from, to);
                for (int axis = 0; axis < 3; axis++) {
                    spin[axis] += 0.5 * part[axis] / 1e-5;
                }
            }
            for (int axis = 0; axis < 3; axis++) {
                columns[axis][i] = (moved[axis] - base[axis]) / 1e-5;
                columns[3 + axis][i] = spin[axis];
            }
        }
        tool.set(joints);
        return columns;
    }

    /** Position, then the three unit vectors of the tool. */
    private double[] pose() {
        double[] a = {tool.approach(0), tool.approach(1), tool.approach(2)};
        double[] o = {tool.opening(0), tool.opening(1), tool.opening(2)};
        double[] n = cross(a, o);
        double[] p = {tool.position(0), tool.position(1), tool.position(2)};
        return new double[] {p[0], p[1], p[2], a[0], a[1], a[2], o[0], o[1], o[2], n[0], n[1], n[2]};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }
}
