package org.prolepsis.action.limit;

/**
 * The time-optimal motion of one joint under limits of velocity, acceleration and jerk, in continuous time: from any state
 * to rest at a distance. It goes to a peak velocity, cruises there if it is a limit, and goes to zero; each change of
 * velocity is a jerk up, a level acceleration and a jerk down. The way grows with the peak, which is found by halving.
 */
final class TimeOptimal {
    private final double maxV;
    private final double maxA;
    private final double maxJ;
    private double time;
    private double way;

    TimeOptimal(double maxV, double maxA, double maxJ) {
        this.maxV = maxV;
        this.maxA = maxA;
        this.maxJ = maxJ;
    }

    /** Least time, s. */
    double seconds(double v, double a, double distance) {
        if (through(v, a, maxV) <= distance) {
            return time + (distance - way) / maxV;
        }
        if (through(v, a, -maxV) >= distance) {
            return time + (way - distance) / maxV;
        }
        double low = -maxV;
        double high = maxV;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (through(v, a, middle) < distance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return time;
    }

    /** Way to a peak velocity and from there to rest. */
    private double through(double v, double a, double peak) {
        time = 0;
        way = 0;
        change(v, a, peak);
        change(peak, 0, 0);
        return way;
    }

    private void change(double v, double a, double to) {
        double sign = v + a * Math.abs(a) / (2 * maxJ) <= to ? 1 : -1;
        double gain = sign * (to - v);
        double start = sign * a;
        double top = Math.sqrt(Math.max(0, gain * maxJ + start * start / 2));
        double level = 0;
        if (top > maxA) {
            top = maxA;
            level = (gain - (2 * top * top - start * start) / (2 * maxJ)) / maxA;
        }
        double speed = v;
        speed = piece(speed, a, sign * maxJ, (top - start) / maxJ);
        speed = piece(speed, sign * top, 0, level);
        piece(speed, sign * top, -sign * maxJ, top / maxJ);
    }

    private double piece(double v, double a, double jerk, double seconds) {
        time += seconds;
        way += seconds * (v + seconds * (a / 2 + seconds * jerk / 6));
        return v + seconds * (a + seconds * jerk / 2);
    }
}
