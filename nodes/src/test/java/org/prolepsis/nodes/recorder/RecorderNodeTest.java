package org.prolepsis.nodes.recorder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_srvs.SetBool;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.msgs.visualization_msgs.Marker;
import org.prolepsis.msgs.visualization_msgs.MarkerArray;
import org.prolepsis.nodes.episode.Episode;
import org.prolepsis.nodes.episode.EpisodeReader;
import org.prolepsis.nodes.testgraph.TestGraph;

class RecorderNodeTest {
    private static final long PERIOD = 40_000_000L;
    private static final long START = 1_700_000_000_000_000_000L;

    @TempDir
    Path folder;

    private final TestGraph graph = new TestGraph();

    @BeforeEach
    void startRecorder() {
        graph.parameters.put("/recorder/folder", folder.resolve("set").toString());
        graph.parameters.put("/recorder/joints", "a, b");
        graph.parameters.put("/recorder/blocks", 1);
        graph.parameters.put("/recorder/seed", 7);
        graph.start(new RecorderNode());
    }

    @AfterEach
    void stopNodes() {
        graph.close();
    }

    private Trigger.Response trigger(String service) {
        return graph.call(service, Trigger.TYPE, new Trigger.Request());
    }

    private SetBool.Response stop(boolean success) {
        SetBool.Request request = new SetBool.Request();
        request.data = success;
        return graph.call("/recorder/stop", SetBool.TYPE, request);
    }

    private void state(long nanos, double a, double b) {
        JointState message = new JointState();
        message.header.stamp.setNanos(nanos);
        // Another joint, and in another order: matched by name.
        message.name = new String[] {"b", "other", "a"};
        message.position = new double[] {b, 9, a};
        graph.publish("/joint_states", message);
    }

    private void action(long nanos, double a, double b) {
        JointTrajectory message = new JointTrajectory();
        message.header.stamp.setNanos(nanos);
        message.jointNames = new String[] {"a", "b"};
        JointTrajectoryPoint point = new JointTrajectoryPoint();
        point.positions = new double[] {a, b};
        message.points = new JointTrajectoryPoint[] {point};
        graph.publish("/action", message);
    }

    private void object(long nanos, String color, double x) {
        Marker marker = new Marker();
        marker.header.stamp.setNanos(nanos);
        marker.ns = color;
        marker.pose.position.x = x;
        marker.pose.orientation.w = 1;
        MarkerArray message = new MarkerArray();
        message.markers = new Marker[] {marker};
        graph.publish("/object_poses", message);
    }

    /** Joint states at 200 Hz, objects and actions at 25 Hz. */
    private void run(int ticks, int silentFrom, int silentTo) {
        for (int k = 0; k < ticks; k++) {
            for (int i = 0; i < 8; i++) {
                long now = START + k * PERIOD + i * PERIOD / 8;
                if (k < silentFrom || k >= silentTo) {
                    state(now, k + i / 8.0, -k);
                }
                if (i == 0) {
                    object(now, "red", 0.1 * k);
                    action(now, 100 + k, 0.04);
                }
            }
        }
    }

    @Test
    void shouldPutTheTopicsOnTheGridOfItsRate() throws Exception {
        assertTrue(trigger("/recorder/start").success);
        run(10, 0, 0);
        SetBool.Response stopped = stop(true);
        assertTrue(stopped.success, stopped.message);
        Episode episode = EpisodeReader.read(folder.resolve("set")).episodes().get(0);
        assertEquals(10, episode.size());
        assertEquals(7, episode.info().seed());
        assertTrue(episode.info().success());
        assertEquals(0, episode.info().gaps(), stopped.message);
        for (int k = 0; k < 10; k++) {
            assertArrayEquals(new double[] {k, -k}, episode.measured()[k]);
            assertArrayEquals(new double[] {100 + k, 0.04}, episode.commands()[k]);
            assertEquals(0.1 * k, episode.objects().get(k).get(0).x(), 1e-7);
            assertEquals("red", episode.objects().get(k).get(0).color());
        }
    }

    @Test
    void shouldSayHowManyRowsHadNoMeasurementOfTheirTime() throws Exception {
        trigger("/recorder/start");
        run(30, 10, 15);
        SetBool.Response stopped = stop(true);
        assertTrue(stopped.success);
        assertTrue(stopped.message.contains("joint_states: "), stopped.message);
        Episode episode = EpisodeReader.read(folder.resolve("set")).episodes().get(0);
        assertEquals(30, episode.size(), "the rows stay on the grid");
        // Of rows 10 to 14 the first is 5 ms after the last state; 11 to 14 are 45, 85, 80 and 40 ms off.
        assertEquals(4, episode.info().gaps());
    }

    @Test
    void shouldTakeSilenceAfterTheLastActionForTheEndAndNotForAGap() throws Exception {
        trigger("/recorder/start");
        run(10, 0, 0);
        for (int i = 0; i < 400; i++) {
            state(START + 10 * PERIOD + i * PERIOD / 8, 0, 0);
        }
        object(START + 60 * PERIOD, "red", 0);
        SetBool.Response stopped = stop(true);
        assertFalse(stopped.message.contains("without a value"), stopped.message);
        Episode episode = EpisodeReader.read(folder.resolve("set")).episodes().get(0);
        assertEquals(10, episode.size());
        assertEquals(0, episode.info().gaps());
    }

    @Test
    void shouldSayWhatItRefused() {
        trigger("/recorder/start");
        run(5, 0, 0);
        object(START + 6 * PERIOD, "Red!", 0);
        action(START, 0, 0);
        SetBool.Response stopped = stop(false);
        assertTrue(stopped.success);
        assertTrue(stopped.message.contains("2 messages refused"), stopped.message);
        assertTrue(stopped.message.contains("stamps must grow"), stopped.message);
    }

    @Test
    void shouldWriteNothingWhenNothingCameOrItIsDiscarded() {
        assertFalse(stop(true).success, "not started");
        trigger("/recorder/start");
        assertFalse(trigger("/recorder/start").success, "started twice");
        SetBool.Response stopped = stop(true);
        assertFalse(stopped.success);
        assertTrue(stopped.message.contains("no message came on action"), stopped.message);
        trigger("/recorder/start");
        run(5, 0, 0);
        trigger("/recorder/discard");
        assertFalse(Files.exists(folder.resolve("set/episodes.yaml")));
    }

    @Test
    void shouldNumberEpisodesAndRecordOnlyBetweenStartAndStop() throws Exception {
        run(5, 0, 0);
        trigger("/recorder/start");
        for (int k = 10; k < 14; k++) {
            state(START + k * PERIOD, k, 0);
            object(START + k * PERIOD, "blue", 0);
            action(START + k * PERIOD, k, 0);
        }
        stop(true);
        trigger("/recorder/start");
        state(START + 20 * PERIOD, 1, 0);
        object(START + 20 * PERIOD, "blue", 0);
        action(START + 20 * PERIOD, 1, 0);
        stop(false);
        var episodes = EpisodeReader.read(folder.resolve("set")).episodes();
        assertEquals(4, episodes.get(0).size());
        assertEquals(10, episodes.get(0).measured()[0][0]);
        assertEquals("0002", episodes.get(1).info().id());
        assertFalse(episodes.get(1).info().success());
    }
}
