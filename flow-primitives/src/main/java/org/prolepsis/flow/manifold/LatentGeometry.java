package org.prolepsis.flow.manifold;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.prolepsis.flow.curve.MotionCurve;

/** How well the latents of a manifold keep the distances and neighbourhoods of motions. Any thread. */
public final class LatentGeometry {
    private static final float STEP = 1e-2f;

    private LatentGeometry() {}

    /**
     * The relaxed distortion of the decoder: m E[Tr H^2] / E[Tr H]^2 - 1 with H the metric that the trajectory distance
     * gives the normalised latents (Lee et al., ICLR 2022, equation 9), over standard normal latents.
     *
     * @param manifold the manifold
     * @param draws latents to take the mean over, at least 1
     * @param seed of them
     * @return 0 if distances of latents are one multiple of those of motions, else more
     */
    public static double distortion(MotionManifold manifold, int draws, long seed) {
        int m = manifold.latentDimension();
        SplittableRandom random = new SplittableRandom(seed);
        double trace = 0;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            float[] z = new float[m];
            for (int k = 0; k < m; k++) {
                z[k] = (float) random.nextGaussian();
            }
            double[][] columns = derivatives(manifold, z);
            for (double[] one : columns) {
                for (double[] other : columns) {
                    double entry = PrincipalMotions.dot(one, other);
                    squares += entry * entry / draws;
                    trace += one == other ? entry / draws : 0;
                }
            }
        }
        return m * squares / (trace * trace) - 1;
    }

    private static double[][] derivatives(MotionManifold manifold, float[] z) {
        MotionManifold.Decoder decoder = manifold.newDecoder();
        float[] here = decode(manifold, decoder, z);
        double[][] columns = new double[z.length][here.length];
        for (int k = 0; k < z.length; k++) {
            float[] beside = z.clone();
            beside[k] += STEP;
            float[] there = decode(manifold, decoder, beside);
            for (int i = 0; i < here.length; i++) {
                columns[k][i] = (there[i] - here[i]) / STEP;
            }
        }
        return columns;
    }

    /** The components that a latent decodes to. */
    static float[] decode(MotionManifold manifold, MotionManifold.Decoder decoder, float[] z) {
        PrincipalMotions principal = manifold.principal();
        double[] coefficients = new double[principal.mean().length - 1];
        double duration = decoder.decode(z, coefficients);
        return principal.project(new MotionCurve(principal.chart(), principal.basis(), coefficients, duration));
    }

    /**
     * The share of the nearest neighbours of each motion, by trajectory distance, that are nearest in the latents too.
     *
     * @param manifold the manifold
     * @param curves its demonstrations
     * @param neighbours how many, less than the curves
     * @return in [0, 1]
     * @throws IllegalArgumentException if there are not enough curves
     */
    public static double keptNeighbours(MotionManifold manifold, List<MotionCurve> curves, int neighbours) {
        if (neighbours < 1 || neighbours >= curves.size()) {
            throw new IllegalArgumentException(
                    "got " + neighbours + " neighbours among " + curves.size() + " motions, must be 1 to one less");
        }
        List<float[]> motions =
                curves.stream().map(manifold.principal()::project).toList();
        List<float[]> latents = motions.stream().map(manifold::encode).toList();
        double kept = 0;
        for (int i = 0; i < curves.size(); i++) {
            List<Integer> near = new ArrayList<>(nearest(motions, i, neighbours));
            near.retainAll(nearest(latents, i, neighbours));
            kept += near.size();
        }
        return kept / neighbours / curves.size();
    }

    private static List<Integer> nearest(List<float[]> points, int of, int count) {
        return IntStream.range(0, points.size())
                .filter(i -> i != of)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> squared(points.get(of), points.get(i))))
                .limit(count)
                .toList();
    }

    static double squared(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
