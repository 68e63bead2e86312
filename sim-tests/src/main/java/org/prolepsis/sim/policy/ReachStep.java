package org.prolepsis.sim.policy;

/**
 * Which way the joints lead to a place: one step of damped least squares, dq = Jᵀ (J Jᵀ + λ² I)⁻¹ e (Wampler 1986), from
 * where the tool is. Exact near the place and a direction far from it. For one thread; allocates nothing.
 */
final class ReachStep {
    private static final int ROWS = 6;
    private static final int JOINTS = 7;
    private static final double DAMPING = 0.05;

    private final ToolFrame tool;
    private final double[] jacobian = new double[ROWS * JOINTS];
    private final double[] factor = new double[ROWS * ROWS];
    private final double[] error = new double[ROWS];

    ReachStep(ToolFrame tool) {
        this.tool = tool;
    }

    /** Takes the Jacobian where the tool is now. */
    void update() {
        for (int j = 0; j < JOINTS; j++) {
            double x = tool.position(0) - tool.origin(j, 0);
            double y = tool.position(1) - tool.origin(j, 1);
            double z = tool.position(2) - tool.origin(j, 2);
            jacobian[j] = tool.axis(j, 1) * z - tool.axis(j, 2) * y;
            jacobian[JOINTS + j] = tool.axis(j, 2) * x - tool.axis(j, 0) * z;
            jacobian[2 * JOINTS + j] = tool.axis(j, 0) * y - tool.axis(j, 1) * x;
            for (int row = 0; row < 3; row++) {
                jacobian[(3 + row) * JOINTS + j] = tool.axis(j, row);
            }
        }
        factorise();
    }

    /** Cholesky, in place: the matrix is positive definite by its damping. */
    private void factorise() {
        for (int i = 0; i < ROWS; i++) {
            for (int k = 0; k <= i; k++) {
                double sum = i == k ? DAMPING * DAMPING : 0;
                for (int j = 0; j < JOINTS; j++) {
                    sum += jacobian[i * JOINTS + j] * jacobian[k * JOINTS + j];
                }
                for (int j = 0; j < k; j++) {
                    sum -= factor[i * ROWS + j] * factor[k * ROWS + j];
                }
                factor[i * ROWS + k] = i == k ? Math.sqrt(sum) : sum / factor[k * ROWS + k];
            }
        }
    }

    /**
     * The step to a place, the fingers pointing down.
     *
     * @param spin how much the fingers have to turn about the vertical, rad
     * @param out receives [7] from {@code at} on, rad
     */
    void toward(double x, double y, double z, double spin, float[] out, int at) {
        error[0] = x - tool.position(0);
        error[1] = y - tool.position(1);
        error[2] = z - tool.position(2);
        // approach x down: the turn that puts the fingers upright
        error[3] = -tool.approach(1);
        error[4] = tool.approach(0);
        error[5] = spin;
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < i; j++) {
                error[i] -= factor[i * ROWS + j] * error[j];
            }
            error[i] /= factor[i * ROWS + i];
        }
        for (int i = ROWS - 1; i >= 0; i--) {
            for (int j = i + 1; j < ROWS; j++) {
                error[i] -= factor[j * ROWS + i] * error[j];
            }
            error[i] /= factor[i * ROWS + i];
        }
        for (int j = 0; j < JOINTS; j++) {
            double sum = 0;
            for (int i = 0; i < ROWS; i++) {
                sum += jacobian[i * JOINTS + j] * error[i];
            }
            out[at + j] = (float) sum;
        }
    }
}
