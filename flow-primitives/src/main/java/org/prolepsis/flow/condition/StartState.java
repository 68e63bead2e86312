package org.prolepsis.flow.condition;

/**
 * The state that a motion has to go on from.
 */
public final class StartState {
    private final double phase;
    private final double[] configuration;
    private final double[] velocity;
    private final double[] acceleration;

    /**
     * A state.
     *
     * @param phase where on the motion it is, in [0, 1)
     * @param configuration joint positions, rad, or x, y, z (m), qx, qy, qz, qw; copied
     * @param velocity rad/s, or linear (m/s) and angular velocity (rad/s) in the fixed frame; copied
     * @param acceleration as {@link org.prolepsis.flow.curve.MotionCurve#acceleration} gives it; copied; null where it is
     *     not known
     * @throws IllegalArgumentException if the phase is out of range or a value is not finite
     */
    public StartState(double phase, double[] configuration, double[] velocity, double[] acceleration) {
        if (!(phase >= 0 && phase < 1)) {
            throw new IllegalArgumentException("start: phase is " + phase + ", must be in [0, 1)");
        }
        Numbers.requireFinite("start position", configuration);
        Numbers.requireFinite("start velocity", velocity);
        if (acceleration != null) {
            Numbers.requireFinite("start acceleration", acceleration);
        }
        this.phase = phase;
        this.configuration = configuration.clone();
        this.velocity = velocity.clone();
        this.acceleration = acceleration == null ? null : acceleration.clone();
    }

    /**
     * Where on the motion.
     *
     * @return in [0, 1)
     */
    public double phase() {
        return phase;
    }

    /**
     * The configuration.
     *
     * @return a copy
     */
    public double[] configuration() {
        return configuration.clone();
    }

    /**
     * The velocity.
     *
     * @return a copy
     */
    public double[] velocity() {
        return velocity.clone();
    }

    /**
     * Whether the acceleration is known.
     *
     * @return true if it is
     */
    public boolean hasAcceleration() {
        return acceleration != null;
    }

    /**
     * The acceleration.
     *
     * @return a copy
     * @throws IllegalStateException if it is not known
     */
    public double[] acceleration() {
        if (acceleration == null) {
            throw new IllegalStateException("the acceleration of this start state is not known");
        }
        return acceleration.clone();
    }
}
