package org.prolepsis.flow.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One wave of the arm as a person would guide it: overlapping minimum-jerk strokes (Flash and Hogan 1985; their
 * superposition, Flash and Henis 1991), each a little off in size, place and time, with a faint slow tremor.
 */
final class WavingMotion {
    private static final int JOINTS = 7;
    private static final double[] HOME = {0, -0.38, 0, -2.12, 0, 2.4, 0.785};
    // how much of a swing each joint takes; the hand's turn (joint 7) makes it a wave and not a sway
    private static final double[] SWING = {0.85, 0, 0.53, 0, 0.5, 0, 1};

    private static final double HOME_SCATTER = 0.015;
    private static final double PLACE_SCATTER = 0.017;
    private static final double SWING_SCATTER = 0.07;
    private static final double TEMPO_SCATTER = 0.04;
    private static final double DETOUR = 0.04;
    private static final double TREMOR = 0.002;
    // strokes of a wave begin before the last one ended, which rounds the turning points
    private static final double STROKE_OVERLAP = 1.3;
    private static final double RAISE_OVERLAP = 0.75;

    private record Stroke(int joint, double start, double duration, double delta, boolean bow) {}

    private final Random random;
    private final List<Stroke> strokes = new ArrayList<>();
    private final double[] start = new double[JOINTS];
    private final double[][] tremor = new double[JOINTS][3];
    private double duration;

    WavingMotion(WavingStyle style, Random random) {
        this.random = random;
        double period = scatter(1, TEMPO_SCATTER) * style.tempo().period;
        double raise = scatter(1, TEMPO_SCATTER) * style.tempo().reach;
        double lower = scatter(1, TEMPO_SCATTER) * style.tempo().reach;
        double[] place = place(style);
        double[] end = new double[JOINTS];
        for (int j = 0; j < JOINTS; j++) {
            start[j] = scatter(HOME[j], HOME_SCATTER);
            end[j] = scatter(HOME[j], HOME_SCATTER);
            tremor[j] = new double[] {
                TREMOR * random.nextDouble(), 0.6 + random.nextDouble(), 2 * Math.PI * random.nextDouble()
            };
        }
        move(start, place, 0, raise, true);
        double time = wave(style, RAISE_OVERLAP * raise, period);
        move(place, end, time, lower, false);
        for (Stroke stroke : strokes) {
            duration = Math.max(duration, stroke.start + stroke.duration);
        }
    }

    private double[] place(WavingStyle style) {
        double[] place = HOME.clone();
        place[0] = style.side().yaw;
        place[1] = style.height().shoulder;
        place[3] = style.height().elbow;
        place[5] = style.height().wrist;
        for (int j = 0; j < JOINTS; j++) {
            place[j] = scatter(place[j], PLACE_SCATTER);
        }
        return place;
    }

    /** Joints do not start together, and the way there bows a little. */
    private void move(double[] from, double[] to, double time, double length, boolean raising) {
        for (int j = 0; j < JOINTS; j++) {
            double late = 0.05 * length * random.nextDouble();
            strokes.add(new Stroke(j, time + late, length, to[j] - from[j], false));
            double bow = scatter(raising ? DETOUR / 2 : 0, DETOUR / 2);
            strokes.add(new Stroke(j, time + late, length, bow, true));
        }
    }

    /** Half a stroke out, full strokes across, half a stroke back; returns when the arm may go home. */
    private double wave(WavingStyle style, double time, double period) {
        double size = style.size().swing;
        int halfPeriods = style.tempo().halfPeriods;
        double begin = time;
        double direction = 1;
        double offset = 0;
        for (int k = 0; k <= halfPeriods; k++) {
            double target = k == halfPeriods ? 0 : direction * scatter(size, size * SWING_SCATTER);
            double length = period / 2 * scatter(1, TEMPO_SCATTER);
            for (int j = 0; j < JOINTS; j++) {
                if (SWING[j] != 0) {
                    double delta = SWING[j] * (target - offset);
                    strokes.add(new Stroke(j, begin, length * STROKE_OVERLAP, delta, false));
                }
            }
            offset = target;
            direction = -direction;
            begin += length;
        }
        return begin - period / 4;
    }

    /** A human's errors are bounded; without the cut one draw in a hundred thousand would be a wild one. */
    private double scatter(double mean, double deviation) {
        return mean + deviation * Math.max(-2, Math.min(2, random.nextGaussian()));
    }

    double duration() {
        return duration;
    }

    void read(double time, double[] out) {
        for (int j = 0; j < JOINTS; j++) {
            double window = minimumJerk(time / 1.0) * minimumJerk((duration - time) / 1.0);
            out[j] = start[j] + window * tremor[j][0] * Math.sin(2 * Math.PI * tremor[j][1] * time + tremor[j][2]);
        }
        for (Stroke stroke : strokes) {
            double tau = (time - stroke.start) / stroke.duration;
            out[stroke.joint] += stroke.delta * (stroke.bow ? bow(tau) : minimumJerk(tau));
        }
    }

    private static double minimumJerk(double tau) {
        double t = Math.max(0, Math.min(1, tau));
        return t * t * t * (10 + t * (-15 + 6 * t));
    }

    /** Rises from 0 to 1 in the middle and back, at rest and without acceleration at both ends. */
    private static double bow(double tau) {
        double t = Math.max(0, Math.min(1, tau));
        double half = 4 * t * (1 - t);
        return half * half * half;
    }
}
