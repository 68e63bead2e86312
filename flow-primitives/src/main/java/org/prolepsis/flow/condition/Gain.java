package org.prolepsis.flow.condition;

import java.util.List;

/** The least correction for a set of functionals: Σ Aᵀ (A Σ Aᵀ + R)⁻¹ by a Cholesky decomposition of correlations. */
final class Gain {
    /** Below this share of its own variance, what is left of a functional is settled by the others. */
    private static final double SETTLED = 1e-9;

    private final MotionPrior prior;
    private final List<Functional> functionals;
    private final double[][] along;
    private final double[][] smoothly;
    private final double[] scale;
    /** Lower triangle of the factor of the correlations. */
    private final double[][] factor;

    Gain(MotionPrior prior, List<Functional> functionals, List<String> names, boolean startMoves) {
        this.prior = prior;
        this.functionals = List.copyOf(functionals);
        int n = functionals.size();
        this.along = new double[n][];
        this.smoothly = new double[n][];
        this.scale = new double[n];
        this.factor = new double[n][];
        for (int i = 0; i < n; i++) {
            Functional f = functionals.get(i);
            along[i] = prior.along(f);
            smoothly[i] = prior.smoothly(f, startMoves);
            scale[i] = 1 / Math.sqrt(covariance(i, i) + f.noise());
            decompose(i, names);
        }
    }

    private double covariance(int i, int k) {
        double sum = 0;
        for (int s = 0; s < along[i].length; s++) {
            sum += along[i][s] * along[k][s];
        }
        Functional f = functionals.get(i);
        if (f.coordinate() == functionals.get(k).coordinate()) {
            for (int j = 0; j < f.values().length; j++) {
                sum += f.values()[j] * smoothly[k][f.first() + j];
            }
        }
        return sum;
    }

    /** One more row of the factor. */
    private void decompose(int i, List<String> names) {
        double[] row = new double[i + 1];
        for (int k = 0; k < i; k++) {
            double sum = covariance(i, k) * scale[i] * scale[k];
            for (int j = 0; j < k; j++) {
                sum -= row[j] * factor[k][j];
            }
            row[k] = sum / factor[k][k];
        }
        double left = 1;
        for (int k = 0; k < i; k++) {
            left -= row[k] * row[k];
        }
        if (!(left > SETTLED)) {
            throw new IllegalArgumentException(names.get(i)
                    + ": it is too close in phase to another constraint to be reached as well; move it further from "
                    + others(i, names));
        }
        row[i] = Math.sqrt(left);
        factor[i] = row;
    }

    private static String others(int i, List<String> names) {
        return String.join(
                ", ",
                names.subList(0, i).stream()
                        .distinct()
                        .filter(name -> !name.equals(names.get(i)))
                        .toList());
    }

    /** The squared length of the residuals in standard deviations. */
    double cost(double[] residuals) {
        double[] half = forward(residuals);
        double sum = 0;
        for (double value : half) {
            sum += value * value;
        }
        return sum;
    }

    private double[] forward(double[] residuals) {
        double[] x = new double[residuals.length];
        for (int i = 0; i < x.length; i++) {
            double sum = residuals[i] * scale[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i][k] * x[k];
            }
            x[i] = sum / factor[i][i];
        }
        return x;
    }

    /** Adds the correction for residuals to control points. */
    void correct(double[] residuals, double[] coefficients) {
        double[] x = forward(residuals);
        for (int i = x.length - 1; i >= 0; i--) {
            double sum = x[i];
            for (int k = i + 1; k < x.length; k++) {
                sum -= factor[k][i] * x[k];
            }
            x[i] = sum / factor[i][i];
        }
        int count = prior.basis().count();
        double[] shares = new double[along.length == 0 ? 0 : along[0].length];
        for (int i = 0; i < x.length; i++) {
            double force = x[i] * scale[i];
            for (int s = 0; s < shares.length; s++) {
                shares[s] += force * along[i][s];
            }
            int start = functionals.get(i).coordinate() * count;
            for (int k = 0; k < count; k++) {
                coefficients[start + k] += force * smoothly[i][k];
            }
        }
        prior.addVariation(shares, coefficients);
    }
}
