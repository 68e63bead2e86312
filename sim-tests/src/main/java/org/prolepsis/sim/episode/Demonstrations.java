package org.prolepsis.sim.episode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.episode.Episode;
import org.prolepsis.nodes.recorder.EpisodeRecorder;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.cell.CellSettings;
import org.prolepsis.sim.cell.ColorSortCell;
import org.prolepsis.sim.cell.SteppedCell;
import org.prolepsis.sim.expert.Demonstrator;
import org.prolepsis.sim.expert.Disturbance;
import org.prolepsis.sim.node.CellControllers;
import org.prolepsis.sim.node.CellMessages;

/**
 * Records demonstrations as fast as the machine can. Cell, demonstrator and recorder are those of the nodes and exchange
 * the nodes' messages, encoded and decoded, but in lockstep on one thread: the same seed gives the same episode to the bit.
 */
public final class Demonstrations {
    /** A demonstration that takes longer has failed, s. */
    public static final double TIME_OUT_SECONDS = 90;

    private static final double STEP_SECONDS = 1 / CellEpisodes.RATE_HZ;
    /** Stamps are never 0, which would mean none. */
    private static final long OFFSET_NANOS = 1_000_000_000L;
    /** What was let go comes to rest. */
    private static final int SETTLING_STEPS = 25;

    private Demonstrations() {}

    /** Who demonstrates: the scripted demonstrator, or a stand-in of a test. */
    public interface Expert {
        /** The next command, see {@link Demonstrator#command}. */
        void command(CellObservation now, double[] target);

        /** Whether the expert is done. */
        boolean finished();

        /** The scripted demonstrator. */
        static Expert scripted(long seed) {
            Demonstrator demonstrator = new Demonstrator(seed);
            return new Expert() {
                @Override
                public void command(CellObservation now, double[] target) {
                    demonstrator.command(now, target);
                }

                @Override
                public boolean finished() {
                    return demonstrator.finished();
                }
            };
        }
    }

    /**
     * Records the scripted demonstrator in physics; both have the seed.
     *
     * @param perturbation how much what is executed is disturbed, 0 to 1, see {@link Disturbance}
     */
    public static Episode record(CellSettings settings, long seed, double perturbation, String id) {
        try (SteppedCell cell = new ColorSortCell(settings, seed)) {
            return record(cell, Expert.scripted(seed), new Disturbance(seed, perturbation), seed, id);
        }
    }

    /** Records one demonstration; it succeeded if all blocks lie sorted at its end. */
    static Episode record(SteppedCell cell, Expert expert, Disturbance disturbance, long seed, String id) {
        CellControllers controllers = new CellControllers(cell);
        EpisodeRecorder recorder = new EpisodeRecorder(CellEpisodes.FORMAT);
        CellMessages messages = new CellMessages();
        double[] target = new double[ColorSortCell.JOINT_NAMES.size()];
        double[] executed = target.clone();
        while (!expert.finished() && cell.timeNanos() < TIME_OUT_SECONDS * 1e9) {
            CellObservation seen = cell.observe();
            long stamp = OFFSET_NANOS + seen.stampNanos();
            JointState state = sent(CellMessages.jointState(seen, stamp), JointState.TYPE);
            MarkerArray objects = sent(CellMessages.objectPoses(seen, stamp), MarkerArray.TYPE);
            recorder.jointState(state);
            recorder.objectPoses(objects);
            expert.command(messages.observation(state, objects), target);
            recorder.action(sent(CellMessages.action(target, stamp), JointTrajectory.TYPE));
            Float64MultiArray command = new Float64MultiArray();
            disturbance.apply(target, executed);
            command.data = executed;
            controllers.move(sent(command, Float64MultiArray.TYPE));
            controllers.advance(STEP_SECONDS);
        }
        for (int i = 0; i < SETTLING_STEPS && !cell.sorted(); i++) {
            controllers.advance(STEP_SECONDS);
        }
        return recorder.finish(id, seed, expert.finished() && cell.sorted());
    }

    /** The message as its receiver gets it. */
    private static <T extends Message> T sent(T message, MessageType<T> type) {
        ByteBuffer body = ByteBuffer.allocate(message.serializedLength()).order(ByteOrder.LITTLE_ENDIAN);
        message.writeTo(body);
        T received = type.newMessage();
        received.readFrom(body.flip());
        return received;
    }
}
