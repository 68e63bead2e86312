package org.prolepsis.nodes.flow;

import java.util.Arrays;
import java.util.List;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.joints.JointStateReader;

/**
 * The newest measured joints. Velocities that a driver leaves out are derived from the positions. Guarded by its user.
 */
final class MeasuredJoints {
    /** Time constant of derived velocities, s. */
    private static final double FILTER = 0.02;

    private static final long MOST_OUT_OF_ORDER_NANOS = 100_000_000;

    private final JointStateReader reader;
    private final double[] read;
    private final double[] readVelocity;
    private final double[] position;
    private final double[] velocity;
    private long stampNanos;
    private long stepNanos;
    private long arrivalNanos;
    private boolean any;
    private long rejected;
    private String problem = "";

    MeasuredJoints(List<String> joints) {
        reader = new JointStateReader(joints);
        read = new double[joints.size()];
        readVelocity = new double[joints.size()];
        position = new double[joints.size()];
        velocity = new double[joints.size()];
    }

    /**
     * Takes a message, or refuses it.
     *
     * @param stamp of the message, or ROS time if it has none
     * @param arrival monotonic time
     * @return why it was refused; empty if it was not
     */
    String offer(JointState message, long stamp, long arrival) {
        try {
            take(message, stamp, arrival);
            problem = "";
        } catch (InvalidInputException e) {
            rejected++;
            problem = e.getMessage();
        }
        return problem;
    }

    private void take(JointState message, long stamp, long arrival) {
        reader.read(message, read, readVelocity);
        double dt = (stamp - stampNanos) * 1e-9;
        boolean derive = any && dt > 0 && dt < 0.5;
        double gain = 1 - Math.exp(-dt / FILTER);
        for (int j = 0; j < read.length; j++) {
            if (Double.isFinite(readVelocity[j])) {
                velocity[j] = readVelocity[j];
            } else if (derive) {
                velocity[j] += gain * ((read[j] - position[j]) / dt - velocity[j]);
            } else if (!any || dt >= 0.5) {
                velocity[j] = 0;
            }
        }
        System.arraycopy(read, 0, position, 0, read.length);
        stepNanos = any ? stamp - stampNanos : 0;
        stampNanos = stamp;
        arrivalNanos = arrival;
        any = true;
    }

    /** Why the arm cannot be moved from the newest joint state; empty if it can. */
    String unusable(long nowNanos, double staleSeconds) {
        if (!any) {
            return "there are no usable joint_states yet"
                    + (problem.isEmpty() ? "; is the arm running?" : ": " + problem);
        }
        double age = ageSeconds(nowNanos);
        return age <= staleSeconds
                ? ""
                : String.format(
                        java.util.Locale.ROOT, "the newest usable joint_states are %.2f s old%s", age, problemSuffix());
    }

    /** Since the newest usable joint state came, s. */
    double ageSeconds(long nowNanos) {
        return (nowNanos - arrivalNanos) * 1e-9;
    }

    /** How many joint states were refused. */
    long rejected() {
        return rejected;
    }

    /** Why the last joint state was refused; empty if it was not. */
    String problem() {
        return problem;
    }

    /** The problem after a colon, if there is one. */
    String problemSuffix() {
        return problem.isEmpty() ? "" : ": " + problem;
    }

    /**
     * Whether the last message's stamp is a jump of time, in words; empty if it is not. Messages of several drivers may
     * come a little out of order, and may stay away for a while.
     *
     * @param aheadSeconds a step ahead beyond this is a jump, s
     */
    String jump(double aheadSeconds) {
        if (stepNanos >= -MOST_OUT_OF_ORDER_NANOS && stepNanos * 1e-9 <= aheadSeconds) {
            return "";
        }
        return String.format(
                java.util.Locale.ROOT,
                "the stamps of joint_states went %s by %.3f s",
                stepNanos < 0 ? "back" : "ahead",
                Math.abs(stepNanos) * 1e-9);
    }

    /** From the stamp before to the newest, ns. */
    long stepNanos() {
        return stepNanos;
    }

    /** [joints], rad; not to be changed. */
    double[] position() {
        return position;
    }

    /** [joints], rad/s; not to be changed. */
    double[] velocity() {
        return velocity;
    }

    /** Velocities divided by a pace, as a motion at pace 1 has them. */
    double[] velocityAtPaceOne(double pace) {
        return Arrays.stream(velocity).map(v -> v / pace).toArray();
    }

    long stampNanos() {
        return stampNanos;
    }
}
