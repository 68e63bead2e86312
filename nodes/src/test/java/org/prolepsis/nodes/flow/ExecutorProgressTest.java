package org.prolepsis.nodes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.prolepsis.msgs.control_msgs.JointTrajectoryControllerState;

class ExecutorProgressTest {
    private static final long MS = 1_000_000;
    private final ExecutorProgress progress = new ExecutorProgress();
    private final JointTrajectoryControllerState state = new JointTrajectoryControllerState();
    private long now = 100_000 * MS;
    private long stamp = 5_000_000 * MS;
    private double motion = 3;

    private double after(long milliseconds, double pace) {
        now += milliseconds * MS;
        stamp += milliseconds * MS;
        motion += pace * milliseconds * 1e-3;
        state.header.stamp.setNanos(stamp);
        state.desired.timeFromStart.setNanos(Math.round(motion * 1e9));
        progress.take(state, now);
        return progress.pace(now);
    }

    @Test
    void shouldTellThePaceAtWhichMotionIsExecuted() {
        assertTrue(Double.isNaN(progress.pace(now)), "nothing is known at first");
        assertTrue(Double.isNaN(after(20, 2)), "one state alone says nothing");
        assertEquals(2, after(20, 2), 1e-6);
        for (int i = 0; i < 15; i++) {
            after(20, 3);
        }
        assertEquals(3, progress.pace(now), 1e-3);
        for (int i = 0; i < 15; i++) {
            after(20, 0);
        }
        assertEquals(0, progress.pace(now), 1e-3);
    }

    @Test
    void shouldNotKnowThePaceWhenStatesStayAway() {
        after(20, 1);
        after(20, 1);
        assertEquals(1, progress.pace(now + 150 * MS), 1e-6);
        assertTrue(Double.isNaN(progress.pace(now + 250 * MS)));
        assertTrue(Double.isNaN(after(400, 1)), "and not from states that are far apart");
        assertEquals(1, after(20, 1), 1e-6);
    }

    @Test
    void shouldBeginAnewWhenTimeOrTheExecutorDoes() {
        after(20, 1);
        after(20, 1);
        stamp -= 1000 * MS;
        assertTrue(Double.isNaN(after(20, 1)), "time went back");
        assertEquals(1, after(20, 1), 1e-6);
        motion = 0;
        assertTrue(Double.isNaN(after(20, 1)), "the action node was started again");
        assertEquals(1, after(20, 1), 1e-6);
    }
}
