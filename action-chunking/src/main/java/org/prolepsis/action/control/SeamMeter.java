package org.prolepsis.action.control;

/** Measures seams: by how much position, velocity and jerk of what is read change where chunks join. */
final class SeamMeter {
    /** Readings, a tick apart, that the third difference needs. */
    static final int READINGS = 4;

    private final boolean[] arm;
    private final double period;
    private double sumJump;
    private double sumVelocity;
    private double sumJerk;
    private long counted;
    private volatile long seams;
    private double maxJump;
    private double maxVelocity;
    private double maxJerk;

    /** A meter of the joints that are marked. */
    SeamMeter(boolean[] arm, double periodSeconds) {
        this.arm = arm.clone();
        this.period = periodSeconds;
    }

    /** A seam: {@value #READINGS} readings [joints], a tick apart, without and with the chunks that joined. */
    void record(double[][] was, double[][] is) {
        double jump = 0;
        double velocity = 0;
        double jerk = 0;
        for (int j = 0; j < arm.length; j++) {
            if (arm[j]) {
                double d0 = is[0][j] - was[0][j];
                double d1 = is[1][j] - was[1][j];
                double d2 = is[2][j] - was[2][j];
                double d3 = is[3][j] - was[3][j];
                jump = Math.max(jump, Math.abs(d0));
                velocity = Math.max(velocity, Math.abs(d1 - d0));
                jerk = Math.max(jerk, Math.abs(d3 - 3 * d2 + 3 * d1 - d0));
            }
        }
        add(jump, velocity / period, jerk / (period * period * period));
    }

    private void add(double jump, double velocity, double jerk) {
        sumJump += jump;
        sumVelocity += velocity;
        sumJerk += jerk;
        maxJump = Math.max(maxJump, jump);
        maxVelocity = Math.max(maxVelocity, velocity);
        maxJerk = Math.max(maxJerk, jerk);
        counted++;
        seams = counted; // last, so that whoever sees it sees the rest
    }

    /** The seams up to the last tick; allocates. Values may be from neighbouring ticks. */
    SeamMetrics metrics() {
        long count = seams;
        return count == 0
                ? SeamMetrics.NONE
                : new SeamMetrics(
                        count, sumJump / count, maxJump, sumVelocity / count, maxVelocity, sumJerk / count, maxJerk);
    }
}
