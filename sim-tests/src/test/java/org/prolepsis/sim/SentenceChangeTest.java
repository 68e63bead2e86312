package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.action.limit.JointLimit;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.robot.RobotDescription;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.RosNode;
import org.prolepsis.ros.master.RosMaster;

/** Another sentence in the middle of a motion, over TCP: what is commanded goes on without a jump. */
@Timeout(300)
class SentenceChangeTest {
    private static final double PERIOD = 0.005;
    /** The control loop passes over ticks of a busy machine, and makes up for at most four of them at a time. */
    private static final int TICKS = 5;

    private static final Deque<AutoCloseable> RUNNING = new ArrayDeque<>();
    private static final ArmWatch WATCH = new ArmWatch();
    private static final Commands COMMANDS = new Commands();

    /** Keeps every command. */
    private static final class Commands implements NodeMain {
        private final List<JointTrajectoryPoint> points = new ArrayList<>();

        @Override
        public String defaultNodeName() {
            return "commands";
        }

        @Override
        public void onStart(ConnectedNode node) {
            node.newSubscriber("arm_controller/command", JointTrajectory.TYPE, this::keep);
        }

        private synchronized void keep(JointTrajectory message) {
            JointTrajectoryPoint copy = new JointTrajectoryPoint();
            copy.positions = message.points[0].positions.clone();
            copy.velocities = message.points[0].velocities.clone();
            points.add(copy);
        }

        synchronized List<JointTrajectoryPoint> all() {
            return List.copyOf(points);
        }
    }

    @BeforeAll
    static void startNodes() {
        RosMaster master = RosMaster.start("127.0.0.1", 0);
        RUNNING.push(master);
        NodeConfiguration base = NodeConfiguration.forMaster(master.uri());
        start(new SimArmNode(), base);
        start(new ActionNode(), base.withParameter("stale_chunk", 2.0));
        start(new FlowNode(), base.withParameter("model", Project.model().toString()));
        start(COMMANDS, base);
        start(WATCH, base);
    }

    private static void start(NodeMain main, NodeConfiguration configuration) {
        ConnectedNode node = RosNode.start(main, configuration);
        RUNNING.push(node::shutdown);
    }

    @AfterAll
    static void stopNodes() throws Exception {
        while (!RUNNING.isEmpty()) {
            RUNNING.pop().close();
        }
    }

    @Test
    void shouldGoOnWithoutAJumpWhenTheSentenceChanges() {
        WATCH.awaitReady(Duration.ofSeconds(30));
        long sentence = WATCH.flow().count("commands");
        double before = WATCH.travel();
        WATCH.say("wave big on the left");
        awaitTravel(before + 1.5);
        int firstChange = COMMANDS.all().size();
        WATCH.say("small wave on the right");
        awaitTravel(WATCH.travel() + 0.8);
        WATCH.say("wave quickly");
        WATCH.awaitDone(sentence + 3);
        List<JointTrajectoryPoint> commands = COMMANDS.all();
        assertTrue(commands.size() > firstChange + 100, WATCH.seen());
        assertEquals("", jumps(commands));
    }

    private static void awaitTravel(double travel) {
        Await.until("the arm to move", Duration.ofSeconds(20), () -> WATCH.travel() > travel, WATCH::seen);
    }

    private static String jumps(List<JointTrajectoryPoint> commands) {
        List<JointLimit> limits = RobotDescription.panda().limits().joints();
        StringBuilder found = new StringBuilder();
        for (int k = 1; k < commands.size(); k++) {
            for (int j = 0; j < limits.size(); j++) {
                JointLimit limit = limits.get(j);
                JointTrajectoryPoint now = commands.get(k);
                JointTrajectoryPoint last = commands.get(k - 1);
                double step = Math.abs(now.positions[j] - last.positions[j]);
                double change = Math.abs(now.velocities[j] - last.velocities[j]);
                if (Math.abs(now.velocities[j]) > limit.maxVelocity() * (1 + 1e-6)
                        || step > limit.maxVelocity() * TICKS * PERIOD
                        || change > limit.maxAcceleration() * TICKS * PERIOD) {
                    found.append(limit.name())
                            .append(" at command ")
                            .append(k)
                            .append(": step ")
                            .append(step);
                    found.append(", velocity changes by ").append(change).append('\n');
                }
            }
        }
        return found.toString();
    }
}
