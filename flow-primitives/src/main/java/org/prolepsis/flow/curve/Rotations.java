package org.prolepsis.flow.curve;

/**
 * Rotation vectors (axis times angle, rad) and unit quaternions stored x, y, z, w. Arrays in, arrays out, nothing
 * allocated; input and output may be the same array where the lengths allow. NaN in gives NaN out.
 *
 * <p>The Jacobian is the left one of Sola et al., A micro Lie theory, arXiv 1812.01537, equations 145 and 146.
 */
public final class Rotations {
    private static final double SMALL = 1e-6;

    private Rotations() {}

    /**
     * The unit quaternion of a rotation vector. The result varies continuously with the vector, also beyond pi.
     *
     * @param r rotation vector from {@code offset} on
     * @param offset index of its first element
     * @param q receives x, y, z, w
     */
    public static void exp(double[] r, int offset, double[] q) {
        double x = r[offset];
        double y = r[offset + 1];
        double z = r[offset + 2];
        double angle = Math.sqrt(x * x + y * y + z * z);
        double k = angle < SMALL ? 0.5 - angle * angle / 48 : Math.sin(0.5 * angle) / angle;
        q[0] = k * x;
        q[1] = k * y;
        q[2] = k * z;
        q[3] = Math.cos(0.5 * angle);
    }

    /**
     * The rotation vector of a quaternion (any length but zero), of the representatives the one nearest to another
     * vector, so that a sequence stays continuous.
     *
     * @param q x, y, z, w
     * @param near {@code [3]}, the vector to be near to
     * @param r receives the rotation vector at {@code offset}
     * @param offset index of its first element
     */
    public static void log(double[] q, double[] near, double[] r, int offset) {
        double sine = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2]);
        double half = Math.atan2(sine, q[3]);
        double norm = Math.sqrt(sine * sine + q[3] * q[3]);
        if (sine < SMALL * norm) {
            logNearIdentity(q, near, r, offset);
            return;
        }
        double ax = q[0] / sine;
        double ay = q[1] / sine;
        double az = q[2] / sine;
        double along = ax * near[0] + ay * near[1] + az * near[2];
        double angle = 2 * half + 2 * Math.PI * Math.rint((along - 2 * half) / (2 * Math.PI));
        r[offset] = angle * ax;
        r[offset + 1] = angle * ay;
        r[offset + 2] = angle * az;
    }

    private static void logNearIdentity(double[] q, double[] near, double[] r, int offset) {
        double length = Math.sqrt(near[0] * near[0] + near[1] * near[1] + near[2] * near[2]);
        double turns = 2 * Math.PI * Math.rint(length / (2 * Math.PI));
        for (int i = 0; i < 3; i++) {
            // after whole turns the axis is free, and the nearest vector lies along the old one
            double whole = turns == 0 ? 0 : turns * near[i] / length;
            r[offset + i] = whole + 2 * q[i] / q[3];
        }
    }

    /**
     * The product of two quaternions, a then b in the frame of a.
     *
     * @param a x, y, z, w
     * @param b x, y, z, w
     * @param out receives the product; may be a or b
     */
    public static void multiply(double[] a, double[] b, double[] out) {
        double x = a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1];
        double y = a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0];
        double z = a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3];
        double w = a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2];
        out[0] = x;
        out[1] = y;
        out[2] = z;
        out[3] = w;
    }

    /** q := q (x, y, z, w) for a quaternion that starts at an offset. */
    static void timesRight(double[] q, int offset, double x, double y, double z, double w) {
        double a = q[offset];
        double b = q[offset + 1];
        double c = q[offset + 2];
        double d = q[offset + 3];
        q[offset] = d * x + a * w + b * z - c * y;
        q[offset + 1] = d * y - a * z + b * w + c * x;
        q[offset + 2] = d * z + a * y - b * x + c * w;
        q[offset + 3] = d * w - a * x - b * y - c * z;
    }

    /**
     * The product conjugate(a) b: b seen from a.
     *
     * @param a x, y, z, w
     * @param b x, y, z, w
     * @param out receives the product; may be a or b
     */
    public static void relative(double[] a, double[] b, double[] out) {
        double x = a[3] * b[0] - a[0] * b[3] - a[1] * b[2] + a[2] * b[1];
        double y = a[3] * b[1] + a[0] * b[2] - a[1] * b[3] - a[2] * b[0];
        double z = a[3] * b[2] - a[0] * b[1] + a[1] * b[0] - a[2] * b[3];
        double w = a[3] * b[3] + a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        out[0] = x;
        out[1] = y;
        out[2] = z;
        out[3] = w;
    }

    /**
     * Turns a vector by a unit quaternion.
     *
     * @param q x, y, z, w
     * @param v the vector, at {@code offset}; receives the turned one
     * @param offset index of its first element
     */
    public static void rotate(double[] q, double[] v, int offset) {
        double x = v[offset];
        double y = v[offset + 1];
        double z = v[offset + 2];
        double tx = 2 * (q[1] * z - q[2] * y);
        double ty = 2 * (q[2] * x - q[0] * z);
        double tz = 2 * (q[0] * y - q[1] * x);
        v[offset] = x + q[3] * tx + q[1] * tz - q[2] * ty;
        v[offset + 1] = y + q[3] * ty + q[2] * tx - q[0] * tz;
        v[offset + 2] = z + q[3] * tz + q[0] * ty - q[1] * tx;
    }

    /** Turns a vector by the inverse of a unit quaternion. */
    static void rotateBack(double[] q, double[] v, int offset) {
        double x = v[offset];
        double y = v[offset + 1];
        double z = v[offset + 2];
        double tx = -2 * (q[1] * z - q[2] * y);
        double ty = -2 * (q[2] * x - q[0] * z);
        double tz = -2 * (q[0] * y - q[1] * x);
        v[offset] = x + q[3] * tx - q[1] * tz + q[2] * ty;
        v[offset + 1] = y + q[3] * ty - q[2] * tx + q[0] * tz;
        v[offset + 2] = z + q[3] * tz - q[0] * ty + q[1] * tx;
    }

    /**
     * The angular velocity, in the frame that the rotation vector starts from, of the rate of a rotation vector:
     * omega = Jl(r) rate.
     *
     * @param rx rotation vector
     * @param ry rotation vector
     * @param rz rotation vector
     * @param rate its rate at {@code offset}; receives the angular velocity
     * @param offset index of the first element
     */
    public static void rateToFixed(double rx, double ry, double rz, double[] rate, int offset) {
        double angle2 = rx * rx + ry * ry + rz * rz;
        double angle = Math.sqrt(angle2);
        double b = angle < 1e-4 ? 0.5 - angle2 / 24 : (1 - Math.cos(angle)) / angle2;
        double c = angle < 1e-4 ? 1.0 / 6 - angle2 / 120 : (angle - Math.sin(angle)) / (angle2 * angle);
        addCrosses(rx, ry, rz, rate, offset, b, c);
    }

    /**
     * The inverse of {@link #rateToFixed}: rate = Jl(r)^-1 omega.
     *
     * @param rx rotation vector, its length not a positive multiple of 2 pi
     * @param ry rotation vector
     * @param rz rotation vector
     * @param omega angular velocity at {@code offset}; receives the rate
     * @param offset index of the first element
     */
    public static void fixedToRate(double rx, double ry, double rz, double[] omega, int offset) {
        double angle2 = rx * rx + ry * ry + rz * rz;
        double angle = Math.sqrt(angle2);
        // (1 + cos a) / sin a is the cotangent of a / 2, which is regular at pi
        double c = angle < 1e-4 ? 1.0 / 12 + angle2 / 720 : 1 / angle2 - 0.5 / (angle * Math.tan(0.5 * angle));
        addCrosses(rx, ry, rz, omega, offset, -0.5, c);
    }

    /** v := v + b (r x v) + c (r x (r x v)). */
    private static void addCrosses(double rx, double ry, double rz, double[] v, int offset, double b, double c) {
        double x = ry * v[offset + 2] - rz * v[offset + 1];
        double y = rz * v[offset] - rx * v[offset + 2];
        double z = rx * v[offset + 1] - ry * v[offset];
        v[offset] += b * x + c * (ry * z - rz * y);
        v[offset + 1] += b * y + c * (rz * x - rx * z);
        v[offset + 2] += b * z + c * (rx * y - ry * x);
    }
}
