package org.prolepsis.flow.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How one wave is to be made. Left and right are the robot's own.
 *
 * @param size how wide the hand swings
 * @param side where the hand is, seen from above
 * @param height where the hand is, seen from the side
 * @param tempo how quickly
 */
record WavingStyle(Size size, Side side, Height height, Tempo tempo) {
    enum Size {
        SMALL(0.055),
        BIG(0.15);

        /** Half the swing of the base joint, rad. */
        final double swing;

        Size(double swing) {
            this.swing = swing;
        }
    }

    enum Side {
        LEFT(0.52),
        MIDDLE(0),
        RIGHT(-0.52);

        /** Turn of the base joint, rad. */
        final double yaw;

        Side(double yaw) {
            this.yaw = yaw;
        }
    }

    enum Height {
        LOW(-0.1, -2.5, 2.5),
        MIDDLE(-0.25, -1.95, 2.65),
        HIGH(-0.14, -1.6, 2.9);

        /** Joint 2, rad. */
        final double shoulder;
        /** Joint 4, rad. */
        final double elbow;
        /** Joint 6, rad. */
        final double wrist;

        Height(double shoulder, double elbow, double wrist) {
            this.shoulder = shoulder;
            this.elbow = elbow;
            this.wrist = wrist;
        }
    }

    enum Tempo {
        SLOW(2.0, 3, 1.6),
        FAST(1.4, 4, 1.3);

        /** Time of one wave to and fro, s. */
        final double period;
        /** How many half periods the hand waves. */
        final int halfPeriods;
        /** Time to raise and to lower the arm, s. */
        final double reach;

        Tempo(double period, int halfPeriods, double reach) {
            this.period = period;
            this.halfPeriods = halfPeriods;
            this.reach = reach;
        }
    }

    /** Every combination once, in a fixed order. */
    static List<WavingStyle> all() {
        List<WavingStyle> styles = new ArrayList<>();
        for (Size size : Size.values()) {
            for (Side side : Side.values()) {
                for (Height height : Height.values()) {
                    for (Tempo tempo : Tempo.values()) {
                        styles.add(new WavingStyle(size, side, height, tempo));
                    }
                }
            }
        }
        return styles;
    }

    Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("size", key(size));
        labels.put("side", key(side));
        labels.put("height", key(height));
        labels.put("tempo", key(tempo));
        return labels;
    }

    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
