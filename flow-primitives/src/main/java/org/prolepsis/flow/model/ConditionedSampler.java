package org.prolepsis.flow.model;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.flow.condition.MotionConditioner;
import org.prolepsis.flow.condition.MotionConstraints;
import org.prolepsis.flow.condition.MotionPrior;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.manifold.PrincipalMotions;

/**
 * Draws motions that honour constraints: of several candidates the one that fits the executed prefix best and needs the
 * least correction, corrected. How motions may deviate is learned from samples for the sentence, and to a lesser degree from
 * samples for the core text. Holds working memory, so it belongs to one thread.
 */
public final class ConditionedSampler {
    private static final int PRIOR_SAMPLES = 64;
    /** The weight of what all motions of the model differ in, against what those of the sentence differ in. */
    private static final double CORE_WEIGHT = 0.3;

    private final MotionModel model;
    private final int candidates;
    private final MotionSampler sampler;
    private final double[][] drawn;
    private List<double[]> core;
    private TextCondition known;
    private MotionPrior prior;

    /**
     * Prepares sampling.
     *
     * @param model the model
     * @param candidates how many motions are drawn to choose from, at least 1; each takes as long as a plain sample
     * @throws IllegalArgumentException if there are none
     */
    public ConditionedSampler(MotionModel model, int candidates) {
        if (candidates < 1) {
            throw new IllegalArgumentException("got " + candidates + " candidates, must be at least 1");
        }
        this.model = model;
        this.candidates = candidates;
        this.sampler = model.sampler();
        PrincipalMotions principal = model.manifold().principal();
        this.drawn = new double[2]
                [principal.chart().coordinates() * principal.basis().count()];
    }

    /**
     * What was drawn.
     *
     * @param motion honours the constraints
     * @param sample the candidate it was made of
     * @param cost of the correction, the squared number of standard deviations
     * @param misfit mean squared distance to the executed prefix, in squared deviations of the measurement
     */
    public record Draw(MotionCurve motion, MotionCurve sample, double cost, double misfit) {}

    /**
     * Draws a motion. The first draw for a condition also draws the samples of its prior, 128 in all.
     *
     * @param condition of the same model
     * @param constraints what to honour beside it
     * @param seed the same seed gives the same motion; without constraints and with one candidate that of
     *     {@link MotionSampler#sample}
     * @return the motion
     * @throws IllegalArgumentException naming the constraint that does not fit the model or cannot be reached, or if another
     *     model made the condition
     */
    public Draw sample(TextCondition condition, MotionConstraints constraints, long seed) {
        MotionConditioner conditioner = new MotionConditioner(priorOf(condition), constraints);
        double least = Double.POSITIVE_INFINITY;
        double duration = 0;
        double cost = 0;
        double misfit = 0;
        double[] candidate = drawn[0];
        double[] best = drawn[1];
        for (int i = 0; i < candidates; i++) {
            double seconds = sampler.sampleInto(condition, seedOf(seed, i), candidate);
            double ownCost = conditioner.cost(candidate, seconds);
            double ownMisfit = conditioner.misfit(candidate, seconds);
            if (ownCost + ownMisfit < least) {
                least = ownCost + ownMisfit;
                duration = seconds;
                cost = ownCost;
                misfit = ownMisfit;
                double[] swapped = best;
                best = candidate;
                candidate = swapped;
            }
        }
        PrincipalMotions principal = model.manifold().principal();
        MotionCurve sample = new MotionCurve(principal.chart(), principal.basis(), best, duration);
        return new Draw(conditioner.condition(best, duration), sample, cost, misfit);
    }

    /** The first candidate is the sample of the seed itself. */
    private static long seedOf(long seed, int candidate) {
        return seed ^ (candidate * 0x9E3779B97F4A7C15L);
    }

    private MotionPrior priorOf(TextCondition condition) {
        if (condition != known) {
            if (core == null) {
                core = draws(model.condition(model.texts().get(0)));
            }
            List<double[]> samples = draws(condition);
            double[] mean = mean(samples);
            double[] coreMean = mean(core);
            for (double[] sample : core) {
                double[] moved = mean.clone();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += CORE_WEIGHT * (sample[i] - coreMean[i]);
                }
                samples.add(moved);
            }
            PrincipalMotions principal = model.manifold().principal();
            prior = MotionPrior.of(
                    principal.chart(),
                    principal.basis(),
                    model.manifest().curve().restAtEnds(),
                    samples);
            known = condition;
        }
        return prior;
    }

    private List<double[]> draws(TextCondition condition) {
        List<double[]> samples = new ArrayList<>();
        for (int i = 0; i < PRIOR_SAMPLES; i++) {
            double[] sample = new double[drawn[0].length];
            sampler.sampleInto(condition, seedOf(-1, i), sample);
            samples.add(sample);
        }
        return samples;
    }

    private static double[] mean(List<double[]> samples) {
        double[] mean = new double[samples.get(0).length];
        for (double[] sample : samples) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += sample[i] / samples.size();
            }
        }
        return mean;
    }
}
