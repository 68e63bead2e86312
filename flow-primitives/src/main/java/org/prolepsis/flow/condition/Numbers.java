package org.prolepsis.flow.condition;

import java.util.Objects;

/** Checks of what a caller gives. */
final class Numbers {
    private Numbers() {}

    static void requireFinite(String name, double[] values) {
        Objects.requireNonNull(values, name);
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + ": value " + i + " is " + values[i] + ", must be finite");
            }
        }
    }

    static void requireWidth(String name, double[] values, int width) {
        if (values.length != width) {
            throw new IllegalArgumentException(
                    name + ": got " + values.length + " values, must be " + width + " for this model");
        }
    }

    /** Of the numbers of a pose, the last four are a unit quaternion. */
    static void requireUnitQuaternion(String name, double[] pose) {
        double square = 0;
        for (int i = 3; i < 7; i++) {
            square += pose[i] * pose[i];
        }
        if (!(Math.abs(Math.sqrt(square) - 1) < 1e-2)) {
            throw new IllegalArgumentException(name + ": the quaternion qx, qy, qz, qw has length " + Math.sqrt(square)
                    + ", must be 1 within 0.01");
        }
    }
}
