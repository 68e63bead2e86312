package org.prolepsis.flow.condition;

import org.prolepsis.flow.curve.MotionCurve;

/**
 * Where a motion of joints is best joined by an arm that has been moving: the phase at which position, velocity and what was
 * executed before are nearest to the motion's own. The cost is a sum of squared deviations,
 *
 * <pre>|q − x(s)|²/σ² + |v − x′(s)/T|²/σᵥ² + mean |q(−τ) − x(s − τ/T)|²/σ²,</pre>
 *
 * with τ the time before, at the pace of the demonstrations; before its beginning the motion stands. Immutable; evaluation
 * allocates two small arrays.
 */
public final class JoinSearch {
    /** The join is at most a second or so of blending away: a tenth of a radian, three tenths a second. */
    private static final double POSITION_DEVIATION = 0.1;

    private static final double VELOCITY_DEVIATION = 0.3;

    private final double[] position;
    private final double[] velocity;
    private final ExecutedPrefix prefix;

    /**
     * A join.
     *
     * @param position joints now, rad; copied
     * @param velocity rad/s at the pace of the demonstrations; copied
     * @param prefix what was executed before
     * @throws IllegalArgumentException if a value is not finite or widths differ
     */
    public JoinSearch(double[] position, double[] velocity, ExecutedPrefix prefix) {
        Numbers.requireFinite("position", position);
        Numbers.requireFinite("velocity", velocity);
        Numbers.requireWidth("velocity", velocity, position.length);
        for (int i = 0; i < prefix.size(); i++) {
            Numbers.requireWidth("executed prefix, configuration " + i, prefix.configuration(i), position.length);
        }
        this.position = position.clone();
        this.velocity = velocity.clone();
        this.prefix = prefix;
    }

    /**
     * A join of a motion.
     *
     * @param phase where
     * @param cost in squared deviations
     */
    public record Join(double phase, double cost) {}

    /**
     * The best join of a motion.
     *
     * @param curve of as many joints
     * @param latest the last phase at which it may be joined, in [0, 1)
     * @param steps phases that are tried, at least 1
     * @return the best of them
     */
    public Join best(MotionCurve curve, double latest, int steps) {
        double[] point = new double[position.length];
        double[] speed = new double[position.length];
        double phase = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= steps; i++) {
            double s = latest * i / steps;
            double cost = cost(curve, s, point, speed);
            if (cost < least) {
                least = cost;
                phase = s;
            }
        }
        return new Join(phase, least);
    }

    /**
     * The cost of joining at a phase.
     *
     * @param curve of as many joints
     * @param phase in [0, 1]
     * @return in squared deviations
     */
    public double cost(MotionCurve curve, double phase) {
        return cost(curve, phase, new double[position.length], new double[position.length]);
    }

    private double cost(MotionCurve curve, double s, double[] point, double[] speed) {
        curve.read(s, point);
        curve.velocity(s, speed);
        double here = squaredDistance(point, position) / (POSITION_DEVIATION * POSITION_DEVIATION);
        double moving = squaredDistance(speed, velocity) / (VELOCITY_DEVIATION * VELOCITY_DEVIATION);
        double before = 0;
        for (int i = 0; i < prefix.size(); i++) {
            curve.read(Math.max(0, s - prefix.secondsBefore(i) / curve.duration()), point);
            before += squaredDistance(point, prefix.configuration(i))
                    / (prefix.size() * prefix.deviation() * prefix.deviation());
        }
        return here + moving + before;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
