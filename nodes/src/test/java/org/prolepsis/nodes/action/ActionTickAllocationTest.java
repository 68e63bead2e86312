package org.prolepsis.nodes.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.loop.Scheduler;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.testgraph.TestGraph;
import org.prolepsis.nodes.testgraph.VirtualTime;

class ActionTickAllocationTest {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TICKS = 10_000;
    private static final double[] READY = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};

    /** Keeps the control tick, so that the test runs it and nothing else. */
    private static final class Captured implements Scheduler {
        private final VirtualTime time;
        private Work tick;

        Captured(VirtualTime time) {
            this.time = time;
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Task every(String name, long periodNanos, Work work) {
            return time.every(name, Long.MAX_VALUE / 4, now -> {});
        }

        @Override
        public ControlTask control(String name, long periodNanos, Work work) {
            tick = work;
            return time.control(name, Long.MAX_VALUE / 4, now -> {});
        }
    }

    @Test
    void shouldAllocateNothingInATickFromChunkToCommand() {
        for (String controllerType : new String[] {"joint_trajectory", "position_array", "hardware"}) {
            try (TestGraph graph = new TestGraph()) {
                graph.parameters.put("/action/controller_type", controllerType);
                graph.parameters.put("/action/controller", controllerType.equals("hardware") ? "simulated_arm" : "");
                graph.parameters.put("/action/stale_joint_states", 60);
                graph.parameters.put("/action/stale_chunk", 60);
                graph.parameters.put("/action/tracking_error_limit", 10);
                Captured scheduler = new Captured(graph.time);
                graph.start(new ActionNode(scheduler));
                long now = graph.time.nanoTime();
                scheduler.tick.run(now);
                graph.publish("/joint_states", state(graph));
                scheduler.tick.run(now);
                graph.publish("/action_chunk", chunk(graph));
                run(scheduler, now);
                // The JVM itself allocates now and then, such as when it compiles; a tick that does would in every
                // round.
                long least = Long.MAX_VALUE;
                for (int round = 0; round < 5; round++) {
                    graph.publish("/action_chunk", chunk(graph));
                    long before = allocated();
                    run(scheduler, now);
                    least = Math.min(least, allocated() - before);
                }
                assertEquals(0, least, controllerType);
            }
        }
    }

    private static void run(Captured scheduler, long now) {
        for (int i = 0; i < TICKS; i++) {
            scheduler.tick.run(now);
        }
    }

    private static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    private static JointState state(TestGraph graph) {
        JointState message = new JointState();
        message.header.stamp.setNanos(graph.time.nowNanos());
        message.name = RobotDescription.panda().jointNames().toArray(new String[0]);
        message.position = READY.clone();
        return message;
    }

    /** Long enough to be under way at every tick. */
    private static JointTrajectory chunk(TestGraph graph) {
        JointTrajectory message = new JointTrajectory();
        message.header.stamp.setNanos(graph.time.nowNanos());
        message.jointNames = RobotDescription.panda().jointNames().toArray(new String[0]);
        message.points = new JointTrajectoryPoint[4000];
        for (int i = 0; i < message.points.length; i++) {
            JointTrajectoryPoint point = new JointTrajectoryPoint();
            point.positions = READY.clone();
            point.positions[6] += 0.3 * Math.sin(0.02 * i);
            point.timeFromStart.setNanos(i * 40_000_000L);
            message.points[i] = point;
        }
        return message;
    }
}
