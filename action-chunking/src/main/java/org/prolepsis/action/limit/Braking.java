package org.prolepsis.action.limit;

/**
 * The least-time stop of one joint in discrete time, under limits of acceleration and jerk, in closed form.
 *
 * <p>Units: time in ticks, and lengths such that the acceleration may change by 1 a tick. In a tick the acceleration
 * changes by at most 1, then the velocity by the acceleration, then the position by the velocity: what backward
 * differences of positions show. {@code cap}, at least 0.25, is the most deceleration, and the number of ticks that it
 * takes to build up.
 *
 * <p>A stop of N ticks that loses the most velocity decelerates in its i-th tick by {@code min(i - a, cap, N - i)}: up at
 * full jerk, level, and down at full jerk to nothing. With a real number {@code tau} for N the velocity lost grows
 * continuously from what a release of the acceleration alone loses to any amount, so exactly one tau loses the velocity
 * there is, and no stop is shorter than {@code ceil(tau)} ticks. The stop that is left after one of its ticks is again
 * of this kind, with {@code tau - 1}; so a joint that follows it tick by tick comes to rest where the first tick said.
 *
 * <p>To solve for tau, the decelerations are counted from where they were last zero or less: {@code p + m - 1} in tick
 * m, with p in (0, 1]. Ticks of before the present are virtual, and taken off again. All sums are then those of
 * integers.
 */
final class Braking {
    private Braking() {}

    /** Velocity gained while the acceleration goes to zero at full jerk. */
    static double released(double a) {
        double size = Math.abs(a);
        double n = Math.floor(size);
        return Math.copySign(n * size - n * (n + 1) / 2, a);
    }

    /**
     * Largest acceleration for this tick with which at most a velocity is gained, this tick included, when it goes to
     * zero at full jerk afterwards; for {@code gain >= 0}.
     */
    static double strongest(double gain) {
        if (gain <= 1) {
            return gain;
        }
        double n = Math.floor((Math.sqrt(1 + 8 * gain) - 1) / 2);
        return (gain + n * (n + 1) / 2) / (n + 1);
    }

    /** Signed way to rest of the stop from a velocity and an acceleration, the ticks after the present one. */
    static double way(double v, double a, double capDown, double capUp) {
        return v + released(a) >= 0 ? forwardWay(v, a, capDown) : -forwardWay(-v, -a, capUp);
    }

    /** Largest position that the stop passes, at least 0. */
    static double farthest(double v, double a, double cap) {
        return v + released(a) >= 0 ? Math.max(0, forwardWay(v, a, cap)) : wayUntilTurn(v, a);
    }

    /** Way until the velocity turns negative while the acceleration rises at full jerk from below zero. */
    private static double wayUntilTurn(double v, double a) {
        double b = -a - 0.5;
        double n = Math.ceil(b - Math.sqrt(Math.max(0, b * b - 2 * v))) - 1;
        return v <= 0 || n <= 0 ? 0 : Math.max(0, n * v + a * n * (n + 1) / 2 + n * (n + 1) * (n + 2) / 6);
    }

    /** Acceleration in the first tick of the stop. */
    static double next(double v, double a, double capDown, double capUp) {
        return v + released(a) >= 0 ? forwardNext(v, a, capDown) : -forwardNext(-v, -a, capUp);
    }

    /** Ticks until the acceleration is zero again, at rest. */
    static double ticks(double v, double a, double cap) {
        boolean forward = v + released(a) >= 0;
        double above = forward ? Math.max(a, -cap) : Math.max(-a, -cap);
        double k = -Math.floor(above);
        double p = 1 - k - above;
        return Math.ceil(tau((forward ? v : -v) + sum(k, p), p, cap)) - k;
    }

    private static double forwardNext(double v, double a, double cap) {
        double above = Math.max(a, -cap);
        if (above >= 1) {
            return above - 1;
        }
        double k = -Math.floor(above);
        double p = 1 - k - above;
        double fall = Math.max(0, tau(v + sum(k, p), p, cap) - (k + 1));
        return -Math.min(Math.min(k + p, cap), fall);
    }

    private static double forwardWay(double v, double a, double cap) {
        double above = Math.max(a, -cap);
        double k = -Math.floor(above);
        double p = 1 - k - above;
        double start = Math.max(0, v + sum(k, p));
        double behind = k * start - k * (k + 1) * ((k - 1) / 6 + p / 2);
        return virtualWay(start, p, cap) - behind;
    }

    /** Velocity lost in the first k ticks at full jerk. */
    private static double sum(double k, double p) {
        return k * ((k - 1) / 2 + p);
    }

    private static double virtualWay(double v, double p, double cap) {
        double whole = Math.floor(cap);
        double part = cap - whole;
        double rise = p <= part ? whole + 1 : whole;
        double left = v - sum(rise, p) - whole * (whole + 1) / 2;
        return left >= 0 ? levelWay(left, p, cap, whole, rise) : peakWay(v, p);
    }

    /** Way of a stop that reaches the cap; {@code left} is lost at the cap. */
    private static double levelWay(double left, double p, double cap, double whole, double rise) {
        double level = Math.floor(left / cap);
        double rest = Math.max(0, left - level * cap);
        double before = rise + level;
        double first = (whole + 1) * (cap - whole);
        double extra = rest <= first
                ? rest * (before + whole / 2)
                : first * (before + whole / 2) + (rest - first) * (before + (whole + 1) / 2);
        return rise * (rise - 1) * ((2 * rise - 1) / 6 + p / 2)
                + cap * level * (rise + (level - 1) / 2)
                + whole * (whole + 1) * (before / 2 + (whole - 1) / 6)
                + extra;
    }

    /** Way of a stop that does not reach the cap: h ticks up, then about as many down. */
    private static double peakWay(double v, double p) {
        double h = peak(v, p);
        double rest = Math.max(0, v - h * (h - 1 + p));
        double way = h * (h - 1) * (h - (1 - p) / 2);
        if (rest <= h) {
            return way + rest * (3 * h - 1) / 2;
        }
        double top = (h + 1) * p;
        double over = rest - h;
        return way
                + h * (3 * h - 1) / 2
                + (over <= top ? over * 3 * h / 2 : top * 3 * h / 2 + (over - top) * (3 * h + 1) / 2);
    }

    private static double peak(double v, double p) {
        double q = 1 - p;
        return Math.floor((q + Math.sqrt(q * q + 4 * v)) / 2);
    }

    /** Length of the stop with its virtual ticks. */
    private static double tau(double v, double p, double cap) {
        double whole = Math.floor(cap);
        double part = cap - whole;
        double rise = p <= part ? whole + 1 : whole;
        double left = v - sum(rise, p) - whole * (whole + 1) / 2;
        if (left < 0) {
            return peakTau(Math.max(0, v), p);
        }
        double level = Math.floor(left / cap);
        double rest = Math.max(0, left - level * cap);
        double first = (whole + 1) * part;
        double fall = rest <= first ? rest / (whole + 1) : part + (rest - first) / whole;
        return rise + whole + 1 + level + fall;
    }

    private static double peakTau(double v, double p) {
        double h = peak(v, p);
        double rest = Math.max(0, v - h * (h - 1 + p));
        if (h > 0 && rest <= h) {
            return 2 * h + rest / h;
        }
        double top = (h + 1) * p;
        double over = rest - h;
        return 2 * h + 1 + (over <= top || h == 0 ? over / (h + 1) : p + (over - top) / h);
    }
}
