package org.prolepsis.flow.manifold;

import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.prolepsis.flow.curve.MotionCurve;

/**
 * Projects a motion on the manifold: the latent whose motion is nearest in the trajectory distance, by damped
 * Gauss-Newton steps from the encoder's latent and from those of the demonstrations. Components are orthonormal in that
 * distance, so what of the motion lies outside their span does not matter. Any thread.
 */
public final class NearestLatent {
    private static final int ITERATIONS = 60;
    private static final float STEP = 1e-2f;

    private NearestLatent() {}

    /**
     * Projects a motion.
     *
     * @param manifold the manifold
     * @param starts latents to start from beside the encoder's
     * @param curve of the same chart and basis
     * @return the manifold's nearest motion
     */
    public static MotionCurve project(MotionManifold manifold, List<float[]> starts, MotionCurve curve) {
        PrincipalMotions principal = manifold.principal();
        float[] target = principal.project(curve);
        MotionManifold.Decoder decoder = manifold.newDecoder();
        float[] best = descend(manifold, decoder, manifold.encode(target), target);
        double least = distance(manifold, decoder, best, target);
        for (float[] start : starts) {
            float[] found = descend(manifold, decoder, start.clone(), target);
            double distance = distance(manifold, decoder, found, target);
            if (distance < least) {
                least = distance;
                best = found;
            }
        }
        double[] coefficients = new double[principal.mean().length - 1];
        double duration = decoder.decode(best, coefficients);
        return new MotionCurve(principal.chart(), principal.basis(), coefficients, duration);
    }

    private static double distance(MotionManifold manifold, MotionManifold.Decoder decoder, float[] z, float[] target) {
        return LatentGeometry.squared(LatentGeometry.decode(manifold, decoder, z), target);
    }

    private static float[] descend(
            MotionManifold manifold, MotionManifold.Decoder decoder, float[] start, float[] target) {
        float[] z = Objects.requireNonNull(start);
        double distance = distance(manifold, decoder, z, target);
        double damping = 1e-3;
        for (int i = 0; i < ITERATIONS && damping < 1e6; i++) {
            float[] moved = step(manifold, decoder, z, target, damping);
            double reached = distance(manifold, decoder, moved, target);
            if (reached < distance) {
                z = moved;
                distance = reached;
                damping *= 0.3;
            } else {
                damping *= 4;
            }
        }
        return z;
    }

    private static float[] step(
            MotionManifold manifold, MotionManifold.Decoder decoder, float[] z, float[] target, double damping) {
        float[] here = LatentGeometry.decode(manifold, decoder, z);
        RealMatrix jacobian = new Array2DRowRealMatrix(here.length, z.length);
        RealVector residual = new ArrayRealVector(here.length);
        for (int i = 0; i < here.length; i++) {
            residual.setEntry(i, target[i] - here[i]);
        }
        for (int k = 0; k < z.length; k++) {
            float[] beside = z.clone();
            beside[k] += STEP;
            float[] there = LatentGeometry.decode(manifold, decoder, beside);
            for (int i = 0; i < here.length; i++) {
                jacobian.setEntry(i, k, (there[i] - here[i]) / STEP);
            }
        }
        RealMatrix normal = jacobian.transpose().multiply(jacobian);
        // a floor for latents that move nothing, as where all demonstrations lie on fewer dimensions
        double floor = 1e-9 + 1e-6 * normal.getTrace() / z.length;
        for (int k = 0; k < z.length; k++) {
            normal.addToEntry(k, k, damping * normal.getEntry(k, k) + floor);
        }
        RealVector move = new LUDecomposition(normal, Double.MIN_NORMAL)
                .getSolver()
                .solve(jacobian.transpose().operate(residual));
        float[] moved = z.clone();
        for (int k = 0; k < z.length; k++) {
            moved[k] += (float) move.getEntry(k);
        }
        return moved;
    }
}
