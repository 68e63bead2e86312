package org.prolepsis.nodes.simarm;

/**
 * How the simulated servos behave.
 *
 * @param lagSeconds how far the joints trail a setpoint of constant velocity, s, 0.002 to 1
 * @param damping damping ratio of the servo, 0.5 to 3; 1 is critical
 */
public record SimulatedArmSettings(double lagSeconds, double damping) {
    /** 50 ms behind the setpoint, without overshoot: what a compliant position-controlled arm does. */
    public static final SimulatedArmSettings DEFAULT = new SimulatedArmSettings(0.05, 1.0);

    public SimulatedArmSettings {
        if (!(lagSeconds >= 0.002 && lagSeconds <= 1)) {
            throw new IllegalArgumentException("lagSeconds is " + lagSeconds + "; it must be 0.002 to 1 s");
        }
        if (!(damping >= 0.5 && damping <= 3)) {
            throw new IllegalArgumentException("damping is " + damping + "; it must be 0.5 to 3");
        }
    }
}
