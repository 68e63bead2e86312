package org.prolepsis.flow.condition;

import java.util.Arrays;

/**
 * A configuration that a motion has to pass through.
 *
 * @param phase when, in [0, 1]
 * @param configuration joint positions, rad, or x, y, z (m), qx, qy, qz, qw; copied
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record ViaPoint(double phase, double[] configuration) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the phase is outside [0, 1] or a value is not finite
     */
    public ViaPoint {
        if (!(phase >= 0 && phase <= 1)) {
            throw new IllegalArgumentException("via-point: phase is " + phase + ", must be in [0, 1]");
        }
        Numbers.requireFinite("via-point at phase " + phase, configuration);
        configuration = configuration.clone();
    }

    @Override
    public double[] configuration() {
        return configuration.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ViaPoint via
                && Double.compare(phase, via.phase) == 0
                && Arrays.equals(configuration, via.configuration);
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(phase) + Arrays.hashCode(configuration);
    }

    @Override
    public String toString() {
        return "ViaPoint[phase=" + phase + ", configuration=" + Arrays.toString(configuration) + "]";
    }
}
