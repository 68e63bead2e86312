package org.prolepsis.flow.latent;

/**
 * The straight probability path of conditional flow matching with smallest deviation sigma (Lipman et al., arXiv
 * 2210.02747, equations 20 to 23; MMFP, arXiv 2407.19681): z_t = t z_1 + (1 - (1 - sigma) t) z_0.
 */
public final class FlowMatching {
    /** The deviation that is left at t = 1. */
    public static final double SIGMA = 0.01;

    private FlowMatching() {}

    /**
     * The factor of z_0 on the path: 1 - (1 - sigma) t.
     *
     * @param t in [0, 1]
     * @return from 1 down to sigma
     */
    public static double noiseScale(double t) {
        return 1 - (1 - SIGMA) * t;
    }

    /**
     * The point of the path.
     *
     * @param t in [0, 1]
     * @param z0 noise
     * @param z1 data
     * @return z_t
     */
    public static double interpolate(double t, double z0, double z1) {
        return t * z1 + noiseScale(t) * z0;
    }

    /**
     * The velocity to be learned at a point of the path: (z_1 - (1 - sigma) z_t) / (1 - (1 - sigma) t).
     *
     * @param t in [0, 1]
     * @param zt the point
     * @param z1 data
     * @return the target
     */
    public static double target(double t, double zt, double z1) {
        return (z1 - (1 - SIGMA) * zt) / noiseScale(t);
    }
}
