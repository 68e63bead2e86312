package org.prolepsis.cli.demo;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.report.Recording;

/**
 * Records what a controller is commanded and what the arm measures, by the time of arrival on one monotonic clock. Fed
 * by receiving threads, read by another.
 */
final class MotionRecorder {
    /** Values at a time of arrival. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, read in one place
    private record Row(long nanos, double[] values) {}

    /** A command that is farther than this from the one before it moves the arm, rad. */
    private static final double MOVES = 1e-9;
    /** A command that is nearer than this to where they end has arrived, rad: the rest is less than an encoder sees. */
    private static final double ARRIVED = 1e-4;

    private final List<String> joints;
    private final List<Row> commands = new ArrayList<>();
    private final List<Row> measurements = new ArrayList<>();
    private Row lastCommand;
    private Row lastMeasurement;
    private boolean recording;
    private long lastMove = System.nanoTime();

    MotionRecorder(List<String> joints) {
        this.joints = List.copyOf(joints);
    }

    /** Takes a command; one without a point or with other joints is left out. */
    void onCommand(JointTrajectory message, long nowNanos) {
        if (message.points.length == 0) {
            return;
        }
        Row row = row(message.jointNames, message.points[0].positions, nowNanos);
        synchronized (this) {
            if (row != null) {
                if (lastCommand != null && differ(lastCommand.values, row.values)) {
                    lastMove = nowNanos;
                }
                lastCommand = row;
                if (recording) {
                    commands.add(row);
                }
            }
        }
    }

    /** Takes a measurement; one without all the joints is left out. */
    void onMeasurement(JointState message, long nowNanos) {
        Row row = row(message.name, message.position, nowNanos);
        synchronized (this) {
            if (row != null) {
                lastMeasurement = row;
                if (recording) {
                    measurements.add(row);
                }
            }
        }
    }

    private Row row(String[] names, double[] positions, long nowNanos) {
        double[] values = new double[joints.size()];
        for (int j = 0; j < values.length; j++) {
            int at = List.of(names).indexOf(joints.get(j));
            if (at < 0 || at >= positions.length) {
                return null;
            }
            values[j] = positions[at];
        }
        return new Row(nowNanos, values);
    }

    /** Forgets what was recorded and starts anew. */
    synchronized void start() {
        commands.clear();
        measurements.clear();
        if (lastCommand != null) {
            commands.add(lastCommand);
        } else if (lastMeasurement != null) {
            commands.add(lastMeasurement);
        }
        recording = true;
    }

    /** Stops recording. */
    synchronized void stop() {
        recording = false;
    }

    /** Whether the commands have stood still for a time up to now; true before the first. */
    synchronized boolean quietSince(long nanos) {
        return lastMove < nanos;
    }

    /** Whether the arm has been heard of. */
    synchronized boolean hasMeasurement() {
        return lastMeasurement != null;
    }

    /**
     * What was recorded from the start to {@link #stop}.
     *
     * @param originNanos time zero of the result
     * @param periodNanos the control period, see {@link ControlTimes}
     */
    synchronized Motion motion(long originNanos, long periodNanos) {
        int first = firstMove();
        int last = lastMove();
        if (first < 0) {
            return new Motion(Double.NaN, Double.NaN, empty());
        }
        // One held command before and after: so that the first and the last step show in the differences.
        List<Row> moved = commands.subList(first - 1, Math.min(commands.size(), last + 2));
        long[] arrivals = moved.stream().mapToLong(Row::nanos).toArray();
        double[] times = ControlTimes.seconds(arrivals, periodNanos, originNanos);
        Recording result = new Recording(
                joints, periodNanos * 1e-9, times, values(moved), measuredTimes(originNanos), values(measurements));
        double firstSeconds = (commands.get(first).nanos - originNanos) * 1e-9;
        return new Motion(firstSeconds, times[lastUnderWay() - first + 1] - times[1], result);
    }

    /** The last command that is not yet where the last of all is. */
    private int lastUnderWay() {
        double[] end = commands.get(commands.size() - 1).values;
        for (int i = commands.size() - 1; i > 0; i--) {
            if (differ(end, commands.get(i).values, ARRIVED)) {
                return i;
            }
        }
        return firstMove();
    }

    /**
     * One motion.
     *
     * @param firstCommandSeconds arrival of the first command that moves, NaN if none did
     * @param durationSeconds from it to the last command that is farther than 0.1 mrad from where they end
     * @param recording what was commanded and measured
     */
    record Motion(double firstCommandSeconds, double durationSeconds, Recording recording) {
        boolean moved() {
            return !Double.isNaN(firstCommandSeconds);
        }
    }

    private Recording empty() {
        return new Recording(joints, 1, new double[0], new double[0][], new double[0], new double[0][]);
    }

    private double[] measuredTimes(long originNanos) {
        return measurements.stream()
                .mapToDouble(row -> (row.nanos - originNanos) * 1e-9)
                .toArray();
    }

    private static double[][] values(List<Row> rows) {
        return rows.stream().map(Row::values).toArray(double[][]::new);
    }

    private int firstMove() {
        for (int i = 1; i < commands.size(); i++) {
            if (differs(i)) {
                return i;
            }
        }
        return -1;
    }

    private int lastMove() {
        for (int i = commands.size() - 1; i > 0; i--) {
            if (differs(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean differs(int i) {
        return differ(commands.get(i - 1).values, commands.get(i).values);
    }

    private static boolean differ(double[] before, double[] now) {
        return differ(before, now, MOVES);
    }

    private static boolean differ(double[] before, double[] now, double tolerance) {
        for (int j = 0; j < now.length; j++) {
            if (Math.abs(now[j] - before[j]) > tolerance) {
                return true;
            }
        }
        return false;
    }
}
