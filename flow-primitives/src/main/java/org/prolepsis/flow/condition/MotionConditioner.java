package org.prolepsis.flow.condition;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.flow.curve.Chart;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.curve.SplineBasis;
import org.prolepsis.flow.dataset.MotionSpace;

/**
 * Makes samples honour constraints, with the least correction under a {@link MotionPrior}: with constraints A w = y and
 * covariance Σ, w + Σ Aᵀ (A Σ Aᵀ + R)⁻¹ (y − A w), where R is zero for a start and via-points, which are met exactly, and
 * the variance of the measurement for an executed prefix. What a correction costs, (y − A w)ᵀ (A Σ Aᵀ + R)⁻¹ (y − A w), is
 * the squared number of standard deviations that the sample is off, and serves to choose among samples.
 *
 * <p>Rotations are met on the group: the vector of the wanted orientation is taken on the branch nearest to the sample.
 * The duration is left alone. Immutable but for working memory: for one thread.
 */
public final class MotionConditioner {
    /** A correction that leaves more than this is corrected once more. */
    private static final double EXACT = 1e-10;

    private final MotionPrior prior;
    private final MotionConstraints constraints;
    private final Chart chart;
    private final SplineBasis basis;
    private final List<Functional> exact = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final boolean startMoves;
    private final boolean beginKept;
    private final boolean endKept;
    private final Gain gain;
    private final double[] wanted;

    /**
     * Prepares conditioning. The cost is that of a Cholesky decomposition with as many rows as numbers are constrained.
     *
     * @param prior how motions deviate
     * @param constraints what is to be honoured
     * @throws IllegalArgumentException naming the constraint, if a width does not fit, a quaternion is not of length 1, or two
     *     are too close together in phase to be both reached
     */
    public MotionConditioner(MotionPrior prior, MotionConstraints constraints) {
        this.prior = prior;
        this.constraints = constraints;
        this.chart = prior.chart();
        this.basis = prior.basis();
        this.startMoves = constraints.start().isPresent();
        this.beginKept = constraints.start().isEmpty()
                && constraints.viaPoints().stream().noneMatch(via -> via.phase() == 0);
        this.endKept = constraints.viaPoints().stream().noneMatch(via -> via.phase() == 1);
        constraints.start().ifPresent(this::addStart);
        for (ViaPoint via : constraints.viaPoints()) {
            String name = "via-point at phase " + via.phase();
            checkConfiguration(name, via.configuration());
            add(name, via.phase(), 0);
        }
        if (beginKept) {
            add("beginning", 0, 0);
        }
        if (endKept) {
            add("end", 1, 0);
        }
        this.gain = new Gain(prior, exact, names, startMoves);
        this.wanted = new double[exact.size()];
    }

    private void addStart(StartState start) {
        checkConfiguration("start", start.configuration());
        Numbers.requireWidth("start velocity", start.velocity(), chart.coordinates());
        add("start", start.phase(), 0);
        add("start velocity", start.phase(), 1);
        if (start.hasAcceleration()) {
            Numbers.requireWidth("start acceleration", start.acceleration(), chart.coordinates());
            add("start acceleration", start.phase(), 2);
        }
        constraints.prefix().ifPresent(prefix -> {
            for (int i = 0; i < prefix.size(); i++) {
                checkConfiguration("executed prefix, configuration " + i, prefix.configuration(i));
            }
        });
    }

    private void checkConfiguration(String name, double[] configuration) {
        Numbers.requireWidth(name, configuration, chart.width());
        if (chart.space() == MotionSpace.SE3) {
            Numbers.requireUnitQuaternion(name, configuration);
        }
    }

    private void add(String name, double phase, int derivative) {
        for (int d = 0; d < chart.coordinates(); d++) {
            exact.add(Functional.of(basis, d, phase, derivative, 0));
            names.add(name);
        }
    }

    /**
     * What it costs a sample to honour the constraints, without what it costs to fit the prefix.
     *
     * @param coefficients control points of a sample, {@code [coordinates * count]}
     * @param duration of the sample, s
     * @return at least 0, the squared number of standard deviations
     */
    public double cost(double[] coefficients, double duration) {
        setWanted(coefficients, duration);
        return gain.cost(residuals(coefficients));
    }

    /**
     * How badly a sample fits the executed prefix: the mean squared trajectory distance over its configurations, in squared
     * deviations of the measurement.
     *
     * @param coefficients control points of a sample
     * @param duration of the sample, s
     * @return at least 0; 0 without a prefix
     */
    public double misfit(double[] coefficients, double duration) {
        if (constraints.prefix().isEmpty()) {
            return 0;
        }
        ExecutedPrefix prefix = constraints.prefix().get();
        double sum = 0;
        int used = 0;
        for (int i = 0; i < prefix.size(); i++) {
            double phase = phaseOf(prefix, i, duration);
            if (phase >= 0) {
                sum += squaredDistance(coefficients, phase, prefix.configuration(i));
                used++;
            }
        }
        return used == 0 ? 0 : sum / (used * prefix.deviation() * prefix.deviation());
    }

    private double phaseOf(ExecutedPrefix prefix, int i, double duration) {
        return constraints.start().orElseThrow().phase() - prefix.secondsBefore(i) / duration;
    }

    private double squaredDistance(double[] coefficients, double phase, double[] configuration) {
        double[] own = coordinates(coefficients, phase);
        double[] asked = new double[chart.coordinates()];
        chart.toCoordinates(phase, configuration, own, asked);
        double sum = 0;
        for (int d = 0; d < own.length; d++) {
            sum += chart.weight(d) * (asked[d] - own[d]) * (asked[d] - own[d]);
        }
        return sum;
    }

    private double[] coordinates(double[] coefficients, double phase) {
        double[] out = new double[chart.coordinates()];
        for (int d = 0; d < out.length; d++) {
            out[d] = Functional.of(basis, d, phase, 0, 0).at(coefficients, basis.count());
        }
        return out;
    }

    /**
     * Corrects a sample.
     *
     * @param coefficients control points of a sample, {@code [coordinates * count]}; not changed
     * @param duration of the sample, s
     * @return the motion that honours the constraints
     */
    public MotionCurve condition(double[] coefficients, double duration) {
        double[] corrected = coefficients.clone();
        setWanted(coefficients, duration);
        Gain withPrefix = withPrefix(duration);
        if (withPrefix != null) {
            withPrefix.correct(prefixResiduals(corrected, duration), corrected);
        }
        for (int i = 0; i < 3 && largest(residuals(corrected)) > EXACT; i++) {
            gain.correct(residuals(corrected), corrected);
        }
        return new MotionCurve(chart, basis, corrected, duration);
    }

    /** The gain of all constraints and the part of the prefix that falls on the motion; null if none does. */
    private Gain withPrefix(double duration) {
        if (constraints.prefix().isEmpty()) {
            return null;
        }
        ExecutedPrefix prefix = constraints.prefix().get();
        List<Functional> all = new ArrayList<>(exact);
        List<String> allNames = new ArrayList<>(names);
        for (int i = 0; i < prefix.size(); i++) {
            double phase = phaseOf(prefix, i, duration);
            for (int d = 0; phase >= 0 && d < chart.coordinates(); d++) {
                double noise = prefix.deviation() * prefix.deviation() / chart.weight(d);
                all.add(Functional.of(basis, d, phase, 0, noise));
                allNames.add("executed prefix");
            }
        }
        return all.size() == exact.size() ? null : new Gain(prior, all, allNames, startMoves);
    }

    private double[] prefixResiduals(double[] coefficients, double duration) {
        List<Double> more = new ArrayList<>();
        ExecutedPrefix prefix = constraints.prefix().orElseThrow();
        for (int i = 0; i < prefix.size(); i++) {
            double phase = phaseOf(prefix, i, duration);
            if (phase >= 0) {
                double[] own = coordinates(coefficients, phase);
                double[] asked = new double[own.length];
                chart.toCoordinates(phase, prefix.configuration(i), own, asked);
                for (int d = 0; d < own.length; d++) {
                    more.add(asked[d] - own[d]);
                }
            }
        }
        double[] first = residuals(coefficients);
        double[] out = java.util.Arrays.copyOf(first, first.length + more.size());
        for (int i = 0; i < more.size(); i++) {
            out[first.length + i] = more.get(i);
        }
        return out;
    }

    private static double largest(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }

    private double[] residuals(double[] coefficients) {
        double[] out = new double[wanted.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = wanted[i] - exact.get(i).at(coefficients, basis.count());
        }
        return out;
    }

    /** What is asked, in coordinates and their derivatives with respect to phase, near a sample. */
    private void setWanted(double[] coefficients, double duration) {
        int n = chart.coordinates();
        double[] asked = new double[n];
        int at = 0;
        if (constraints.start().isPresent()) {
            StartState start = constraints.start().get();
            chart.toCoordinates(start.phase(), start.configuration(), coordinates(coefficients, start.phase()), asked);
            at = put(asked, 1, at);
            double[] rates = start.velocity();
            chart.velocityToRates(start.phase(), duration, asked, rates);
            at = put(rates, duration, at);
            if (start.hasAcceleration()) {
                at = put(start.acceleration(), duration * duration, at);
            }
        }
        for (ViaPoint via : constraints.viaPoints()) {
            chart.toCoordinates(via.phase(), via.configuration(), coordinates(coefficients, via.phase()), asked);
            at = put(asked, 1, at);
        }
        if (beginKept) {
            at = put(coordinates(coefficients, 0), 1, at);
        }
        if (endKept) {
            put(coordinates(coefficients, 1), 1, at);
        }
    }

    private int put(double[] values, double factor, int at) {
        for (int d = 0; d < chart.coordinates(); d++) {
            wanted[at + d] = factor * values[d];
        }
        return at + chart.coordinates();
    }
}
