package org.prolepsis.flow.curve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplineBasisTest {
    @Property(tries = 200)
    void shouldSumToOneWithNonNegativeFunctionsAtEveryPhase(
            @ForAll @IntRange(min = 6, max = 60) int count, @ForAll @DoubleRange(min = 0, max = 1) double s) {
        double[] values = new double[SplineBasis.ORDER];
        int first = new SplineBasis(count).evaluate(s, 0, values);

        double sum = 0;
        for (double value : values) {
            assertTrue(value >= -1e-14, "a basis function is negative: " + value);
            sum += value;
        }
        assertEquals(1, sum, 1e-12);
        assertTrue(first >= 0 && first + SplineBasis.ORDER <= count, "first " + first);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 12, 33})
    void shouldReproduceQuinticPolynomialsAndTheirDerivativesExactly(int count) {
        SplineBasis basis = new SplineBasis(count);
        double[] polynomial = {0.3, -1, 2, 0.5, -3, 1.7};
        double[] phases = grid(3 * count);
        double[] samples = new double[phases.length];
        for (int i = 0; i < phases.length; i++) {
            samples[i] = SplineBasis.horner(polynomial, 0, phases[i], 0);
        }
        double[] w = new QRDecomposition(basis.design(phases, 0))
                .getSolver()
                .solve(new ArrayRealVector(samples))
                .toArray();

        for (double s = 0; s <= 1; s += 0.0173) {
            for (int order = 0; order <= 3; order++) {
                double expected = SplineBasis.horner(polynomial, 0, s, order);
                assertEquals(expected, value(basis, w, s, order), 1e-9 * Math.pow(count, order), "order " + order);
            }
        }
    }

    @Test
    void shouldHaveDerivativesThatMatchFiniteDifferences() {
        SplineBasis basis = new SplineBasis(11);
        double[] w = {1, -2, 0.5, 3, 1, 0, -1, 2, 2, 1, -3};
        double h = 1e-5;
        for (double s = 0.01; s < 0.99; s += 0.031) {
            for (int order = 1; order <= 4; order++) {
                double finite = (value(basis, w, s + h, order - 1) - value(basis, w, s - h, order - 1)) / (2 * h);
                double exact = value(basis, w, s, order);
                // where a knot falls into the difference its highest derivatives are only one-sided
                assertEquals(exact, finite, 1e-3 * Math.pow(10, order), "order " + order + " at " + s);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void shouldHaveGramMatricesEqualToQuadrature(int derivative) {
        int count = 10;
        SplineBasis basis = new SplineBasis(count);
        GaussIntegratorFactory factory = new GaussIntegratorFactory();
        double[][] expected = new double[count][count];
        double[] values = new double[SplineBasis.ORDER];
        for (int span = 0; span < basis.spans(); span++) {
            GaussIntegrator rule = factory.legendre(8, (double) span / basis.spans(), (span + 1.0) / basis.spans());
            for (int point = 0; point < 8; point++) {
                int first = basis.evaluate(rule.getPoint(point), derivative, values);
                for (int i = 0; i < SplineBasis.ORDER; i++) {
                    for (int j = 0; j < SplineBasis.ORDER; j++) {
                        expected[first + i][first + j] += rule.getWeight(point) * values[i] * values[j];
                    }
                }
            }
        }
        double[][] gram = basis.gram(derivative).getData();
        double scale = Math.pow(basis.spans(), 2.0 * derivative);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                assertEquals(expected[i][j], gram[i][j], 1e-11 * scale * 100, i + "," + j);
            }
        }
    }

    @Test
    void shouldReadThePhasesOutsideAtTheNearerEnd() {
        SplineBasis basis = new SplineBasis(9);
        double[] outside = new double[SplineBasis.ORDER];
        double[] end = new double[SplineBasis.ORDER];
        assertEquals(basis.evaluate(1, 0, end), basis.evaluate(1.5, 0, outside));
        org.junit.jupiter.api.Assertions.assertArrayEquals(end, outside);
        assertEquals(1, end[5], 1e-14);
        assertEquals(basis.evaluate(0, 1, end), basis.evaluate(-2, 1, outside));
        org.junit.jupiter.api.Assertions.assertArrayEquals(end, outside);
    }

    @Test
    void shouldRefuseFewerControlPointsThanAQuinticNeeds() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new SplineBasis(5));
        assertTrue(e.getMessage().contains("got 5") && e.getMessage().contains("at least 6"), e.getMessage());
    }

    static double[] grid(int n) {
        double[] phases = new double[n];
        for (int i = 0; i < n; i++) {
            phases[i] = i / (n - 1.0);
        }
        return phases;
    }

    private static double value(SplineBasis basis, double[] w, double s, int order) {
        double[] values = new double[SplineBasis.ORDER];
        int first = basis.evaluate(s, order, values);
        double sum = 0;
        for (int i = 0; i < SplineBasis.ORDER; i++) {
            sum += values[i] * w[first + i];
        }
        return sum;
    }
}
