package org.prolepsis.nodes.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.episode.Episode;
import org.prolepsis.nodes.episode.EpisodeFormat;
import org.prolepsis.nodes.episode.EpisodeInfo;
import org.prolepsis.nodes.episode.ObjectPose;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.joints.JointStateReader;
import org.prolepsis.nodes.joints.TrajectoryReader;

/**
 * Puts the messages of one episode on the grid of its rate. Row k is at the stamp of the first action plus k periods, and
 * has of each topic the message whose stamp is nearest. Where that is more than three quarters of a period off, the row
 * is kept and a gap is counted. Messages of one topic come in the order of their stamps; how the topics interleave does
 * not matter. Any thread.
 */
public final class EpisodeRecorder {
    /** A topic that is so much behind another is not waited for, ns of stamps. */
    private static final long PATIENCE_NANOS = 500_000_000L;

    /** An hour at 25 Hz: a recorder that was forgotten. */
    private static final int MAX_ROWS = 90_000;

    private static final double GAP_PERIODS = 0.75;

    private final EpisodeFormat format;
    private final JointStateReader stateReader;
    private final TrajectoryReader actionReader;
    private final Track<double[]> states = new Track<>("joint_states");
    private final Track<double[]> actions = new Track<>("action");
    private final Track<List<ObjectPose>> objects = new Track<>("object_poses");
    private final List<double[]> measured = new ArrayList<>();
    private final List<double[]> commanded = new ArrayList<>();
    private final List<List<ObjectPose>> seen = new ArrayList<>();
    private final double[] ignoredVelocities;
    private long startNanos;
    private boolean begun;

    /** A recorder of one episode. */
    public EpisodeRecorder(EpisodeFormat format) {
        this.format = format;
        stateReader = new JointStateReader(format.jointNames());
        actionReader = new TrajectoryReader(format.jointNames());
        ignoredVelocities = new double[format.jointNames().size()];
    }

    /**
     * Takes measured joints.
     *
     * @throws InvalidInputException if they are not those of the format, or not stamped in order; nothing has changed
     */
    public synchronized void jointState(JointState message) {
        double[] positions = new double[ignoredVelocities.length];
        stateReader.read(message, positions, ignoredVelocities);
        states.add(message.header.stamp.toNanos(), positions);
        fill();
    }

    /**
     * Takes objects, see {@link ObjectPoses}.
     *
     * @throws InvalidInputException if they are not as many as in the format, or not stamped in order; nothing has
     *     changed
     */
    public synchronized void objectPoses(MarkerArray message) {
        objects.add(ObjectPoses.stampNanos(message), ObjectPoses.read(message, format.blocks()));
        fill();
    }

    /**
     * Takes an action: the first point of a trajectory whose stamp is the time of the observation it was computed from.
     *
     * @throws InvalidInputException if its joints are not those of the format, or it is not stamped in order; nothing
     *     has changed
     */
    public synchronized void action(JointTrajectory message) {
        TrajectoryReader.Points points = actionReader.read(message);
        actions.add(points.stampNanos, points.positions[0]);
        if (!begun) {
            begun = true;
            startNanos = points.stampNanos;
        }
        fill();
    }

    /** The rows that are there. */
    public synchronized int rows() {
        return measured.size();
    }

    /** Which topics left gaps, how many and how long; empty if none did. */
    public synchronized String gapReport() {
        return tracks().map(Track::gapReport).filter(s -> !s.isEmpty()).collect(Collectors.joining("; "));
    }

    private Stream<Track<?>> tracks() {
        return format.blocks() == 0 ? Stream.of(states, actions) : Stream.of(states, actions, objects);
    }

    private void fill() {
        if (!begun) {
            tracks().forEach(Track::trim);
            return;
        }
        while (measured.size() < MAX_ROWS && mayFill(due())) {
            row();
        }
    }

    private long due() {
        return startNanos + Math.round(measured.size() * 1e9 / format.rateHz());
    }

    private boolean mayFill(long dueNanos) {
        // Silence after the last action is no gap; before another one it is, and is filled when that comes.
        if (tracks().anyMatch(Track::isEmpty) || dueNanos > lastDue()) {
            return false;
        }
        long newest = tracks().mapToLong(Track::newestNanos).max().orElseThrow();
        return tracks().allMatch(t -> t.newestNanos() >= dueNanos) || newest - dueNanos > PATIENCE_NANOS;
    }

    /** No row is later than half a period after the newest action. */
    private long lastDue() {
        return actions.newestNanos() + Math.round(0.5e9 / format.rateHz());
    }

    private void row() {
        long due = due();
        long gap = Math.round(GAP_PERIODS * 1e9 / format.rateHz());
        measured.add(states.nearest(due, gap));
        commanded.add(actions.nearest(due, gap));
        seen.add(format.blocks() == 0 ? List.of() : objects.nearest(due, gap));
    }

    /**
     * Ends the episode with the row of the last action.
     *
     * @throws InvalidInputException if nothing came on a topic; it is named
     */
    public synchronized Episode finish(String id, long seed, boolean success) {
        if (actions.isEmpty() || states.isEmpty() || (format.blocks() > 0 && objects.isEmpty())) {
            throw new InvalidInputException("nothing was recorded: no message came on "
                    + (actions.isEmpty() ? "action" : states.isEmpty() ? "joint_states" : "object_poses"));
        }
        while (measured.size() < MAX_ROWS && due() <= lastDue()) {
            row();
        }
        int gaps = tracks().mapToInt(Track::gaps).sum();
        return new Episode(
                new EpisodeInfo(id, seed, success, gaps),
                measured.toArray(double[][]::new),
                commanded.toArray(double[][]::new),
                seen);
    }
}
