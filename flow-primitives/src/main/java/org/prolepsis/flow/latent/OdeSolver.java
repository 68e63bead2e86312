package org.prolepsis.flow.latent;

/** Explicit one-step methods for the sampling ODE dz/dt = v(t, z), with a fixed number of equal steps from 0 to 1. */
public enum OdeSolver {
    /** First order, one evaluation a step. */
    EULER(1),
    /** Second order, two evaluations a step. */
    MIDPOINT(2),
    /** Fourth order, the classical Runge-Kutta method, four evaluations a step. */
    RK4(4);

    private final int evaluations;

    OdeSolver(int evaluations) {
        this.evaluations = evaluations;
    }

    /**
     * The evaluations of the velocity in one step.
     *
     * @return 1, 2 or 4
     */
    public int evaluationsPerStep() {
        return evaluations;
    }

    /**
     * Integrates from t = 0 to t = 1. Allocates nothing.
     *
     * @param field the velocity
     * @param steps at least 1
     * @param state {@code [n]}, the state at 0; receives the state at 1
     * @param scratch working memory for n, overwritten
     */
    public void integrate(VelocityField field, int steps, float[] state, Scratch scratch) {
        integrate(field, 0, steps, steps, state, scratch);
    }

    /** Takes the steps from first to end, the latter left out, of so many over [0, 1]. */
    void integrate(VelocityField field, int first, int end, int steps, float[] state, Scratch scratch) {
        float step = 1f / steps;
        for (int k = first; k < end; k++) {
            switch (this) {
                case EULER -> euler(field, k, step, state, scratch);
                case MIDPOINT -> midpoint(field, k, step, state, scratch);
                case RK4 -> rungeKutta(field, k, step, state, scratch);
            }
        }
    }

    private static void euler(VelocityField field, int k, float step, float[] state, Scratch scratch) {
        field.velocity(2 * k, k * step, state, scratch.slope);
        addScaled(state, step, scratch.slope, state);
    }

    private static void midpoint(VelocityField field, int k, float step, float[] state, Scratch scratch) {
        field.velocity(2 * k, k * step, state, scratch.slope);
        addScaled(state, 0.5f * step, scratch.slope, scratch.probe);
        field.velocity(2 * k + 1, (k + 0.5f) * step, scratch.probe, scratch.slope);
        addScaled(state, step, scratch.slope, state);
    }

    private static void rungeKutta(VelocityField field, int k, float step, float[] state, Scratch scratch) {
        float[] slope = scratch.slope;
        float[] probe = scratch.probe;
        float[] sum = scratch.sum;
        field.velocity(2 * k, k * step, state, slope);
        System.arraycopy(slope, 0, sum, 0, slope.length);
        addScaled(state, 0.5f * step, slope, probe);
        field.velocity(2 * k + 1, (k + 0.5f) * step, probe, slope);
        addScaled(sum, 2, slope, sum);
        addScaled(state, 0.5f * step, slope, probe);
        field.velocity(2 * k + 1, (k + 0.5f) * step, probe, slope);
        addScaled(sum, 2, slope, sum);
        addScaled(state, step, slope, probe);
        field.velocity(2 * k + 2, (k + 1) * step, probe, slope);
        addScaled(sum, 1, slope, sum);
        addScaled(state, step / 6, sum, state);
    }

    private static void addScaled(float[] a, float factor, float[] b, float[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = a[i] + factor * b[i];
        }
    }

    /** A velocity field over time and state. */
    @FunctionalInterface
    public interface VelocityField {
        /**
         * Evaluates the velocity.
         *
         * @param halfStep the time counted in half steps, so that a field may hold what depends on time alone
         * @param t time in [0, 1]
         * @param state {@code [n]}, not to be changed
         * @param out {@code [n]}, receives the velocity
         */
        void velocity(int halfStep, float t, float[] state, float[] out);
    }

    /** Working memory of one integration; not shared between threads. */
    public static final class Scratch {
        private final float[] slope;
        private final float[] probe;
        private final float[] sum;

        /**
         * Allocates it.
         *
         * @param n the length of the state
         */
        public Scratch(int n) {
            slope = new float[n];
            probe = new float[n];
            sum = new float[n];
        }
    }
}
