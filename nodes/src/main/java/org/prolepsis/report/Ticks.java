package org.prolepsis.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round values that divide an axis.
 *
 * @param step between neighbours: 1, 2 or 5 times a power of ten
 * @param values ascending, inside the range
 */
public record Ticks(double step, List<Double> values) {
    /**
     * About {@code count} ticks inside [min, max].
     *
     * @throws IllegalArgumentException if the range is empty or not finite
     */
    public static Ticks of(double min, double max, int count) {
        if (!(max > min) || Double.isInfinite(max - min)) {
            throw new IllegalArgumentException("axis from " + min + " to " + max + "; it must be finite and rise");
        }
        double raw = (max - min) / count;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
        List<Double> values = new ArrayList<>();
        for (long i = (long) Math.ceil(min / step - 1e-9); i * step <= max + 1e-9 * step; i++) {
            values.add(i * step);
        }
        return new Ticks(step, List.copyOf(values));
    }

    /** The label of a value on this axis, with as many digits as the step needs. */
    public String label(double value) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        String text = String.format(Locale.ROOT, "%." + digits + "f", value == 0 ? 0.0 : value);
        return text.replace('-', '−');
    }
}
