package org.prolepsis.nodes.flow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.flow.phase.JointPath;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.NodeMain;
import org.prolepsis.graph.SubscriberOptions;
import org.prolepsis.graph.TimeProvider;
import org.prolepsis.graph.action.ActionServer;
import org.prolepsis.msgs.control_msgs.JointTrajectoryControllerState;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextAction;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextFeedback;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextGoal;
import org.prolepsis.msgs.prolepsis_msgs.ExecuteTextResult;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.loop.Scheduler;
import org.prolepsis.nodes.loop.SchedulerActionClock;
import org.prolepsis.nodes.loop.ThreadScheduler;
import org.prolepsis.nodes.params.NodeDescription;
import org.prolepsis.nodes.status.NodeStatus;
import org.prolepsis.nodes.status.OperatorServices;
import org.prolepsis.nodes.status.RejectionLog;
import org.prolepsis.nodes.status.StatusReporter;
import org.prolepsis.nodes.status.TimeJumps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flow-primitive node: a shell around {@link FlowController}. Sentences are worked out on the thread that receives
 * them, the policy thread sends chunks.
 */
public final class FlowNode implements NodeMain {
    /** What the user of the node may know. */
    public static final NodeDescription DESCRIPTION = FlowParameters.DESCRIPTION;

    private static final Logger LOG = LoggerFactory.getLogger(FlowNode.class);
    private static final long STATUS_PERIOD_NANOS = 50_000_000L;
    private static final long DIAGNOSTICS_PERIOD_NANOS = 1_000_000_000L;

    private final Scheduler scheduler;
    private final MotionSource given;
    private final RejectionLog rejectedStates = new RejectionLog(LOG, "joint_states");
    private FlowController controller;
    private ExecutorWatch executor;
    private TextGoals goals;
    private ActionServer<ExecuteTextGoal, ExecuteTextResult, ExecuteTextFeedback> server;
    private StatusReporter reporter;
    private TimeProvider time;
    private volatile boolean closing;
    private Scheduler.Task policy;
    private Scheduler.Task housekeeping;
    private Scheduler.Task diagnostics;

    /** A node on threads, with the model that its parameters name. */
    public FlowNode() {
        this(new ThreadScheduler(), null);
    }

    /**
     * A node on the given time and source.
     *
     * @param source of motions, or null for the model that the parameters name
     */
    public FlowNode(Scheduler scheduler, MotionSource source) {
        this.scheduler = scheduler;
        this.given = source;
    }

    @Override
    public String defaultNodeName() {
        return DESCRIPTION.name();
    }

    @Override
    public void onStart(ConnectedNode node) {
        DESCRIPTION.unknownParameters(node).forEach(LOG::warn);
        FlowParameters parameters = FlowParameters.read(node.getParameterTree());
        time = node.getTimeProvider();
        TimeJumps.logTo(LOG, node);
        reporter = new StatusReporter(node);
        MotionSource source = given == null ? load(parameters.model(), parameters.guidance()) : given;
        ChunkPublisher chunks = new ChunkPublisher(
                node.newPublisher("action_chunk", JointTrajectory.TYPE),
                source.jointNames(),
                parameters.horizon(),
                parameters.dt());
        PreviewPublisher preview = PreviewPublisher.of(node, source.jointNames());
        controller = new FlowController(source, parameters, scheduler, new MotionSink() {
            @Override
            public void send(MotionExecution motion, long stampNanos) {
                chunks.publish(motion, stampNanos);
            }

            @Override
            public void begins(JointPath path, double phase, long stampNanos) {
                preview.publish(path, phase, stampNanos);
            }

            @Override
            public void ended(MotionEnd end) {
                goals.ended(end);
            }
        });
        offerGoals(node, parameters);
        node.newSubscriber("joint_states", JointState.TYPE, SubscriberOptions.DEFAULT, this::onJointState);
        node.newSubscriber(
                "command",
                org.prolepsis.msgs.std_msgs.String.TYPE,
                SubscriberOptions.DEFAULT,
                message -> onCommand(message.data));
        new Operator().offer(node);
        long period = Math.round(1e9 / parameters.policyRate());
        policy = scheduler.every("flow policy", period, now -> controller.policyTick());
        housekeeping = scheduler.every("flow status", STATUS_PERIOD_NANOS, now -> housekeep());
        diagnostics = scheduler.every(
                "flow diagnostics",
                DIAGNOSTICS_PERIOD_NANOS,
                now -> reporter.publishDiagnostics(controller.report().toStatus()));
        LOG.info("{}: ready for sentences on {}", node.getName(), node.resolveName("command"));
    }

    private void offerGoals(ConnectedNode node, FlowParameters parameters) {
        executor = new ExecutorWatch(parameters.staleJointStates());
        GoalSpeed speed = new GoalSpeed(node.newPublisher("action/speed", Float64.TYPE), executor, scheduler);
        goals = new TextGoals(controller, speed);
        node.newSubscriber("action/status", DiagnosticStatus.TYPE, SubscriberOptions.DEFAULT, status -> {
            executor.take(status, scheduler.nanoTime());
            controller.executorPaused(executor.paused(), executor.singleSteps());
            watchExecutor();
        });
        node.newSubscriber(
                "action/state",
                JointTrajectoryControllerState.TYPE,
                SubscriberOptions.DEFAULT,
                controller::executorState);
        server = ActionServer.start(
                node, "~execute_text", ExecuteTextAction.ACTION, new SchedulerActionClock(scheduler), goals);
    }

    /** Leaves a motion that the action node does not carry out any more. */
    private void watchExecutor() {
        controller
                .beganNanos()
                .ifPresent(
                        began -> executor.problem(began, scheduler.nanoTime()).ifPresent(controller::executorStopped));
        goals.update();
    }

    private void housekeep() {
        watchExecutor();
        goals.publishFeedback();
        publishStatus();
    }

    /** What an operator may ask. */
    private final class Operator implements OperatorServices {
        @Override
        public String stop() {
            controller.stop();
            return "the motion is given up";
        }

        @Override
        public String reset() {
            controller.reset();
            return "reset";
        }

        @Override
        public void enable(boolean on) {
            controller.enable(on);
        }
    }

    /** Loads the model, trained first when it is the default one and absent, and tells how that goes. */
    private MotionSource load(String path, String guidance) {
        reporter.publish(NodeStatus.builder(DiagnosticStatus.OK, "loading the model")
                .add("state", "loading")
                .build());
        Path model = path.isEmpty() ? ModelStore.defaultModel(new TrainingLog()) : Path.of(path);
        try {
            MotionModel loaded = MotionModel.load(model);
            MotionSource source = guidance.equals(FlowParameters.GUIDANCE_OF_MODEL)
                    ? new ModelMotionSource(loaded)
                    : new ModelMotionSource(loaded, Double.parseDouble(guidance));
            LOG.info("model {} of joints {}", model, source.jointNames());
            return source;
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("cannot use the model " + model + ": " + e.getMessage(), e);
        }
    }

    private void onCommand(String sentence) {
        String refusal = controller.command(sentence).refusal();
        goals.update();
        FlowReport report = controller.report();
        if (refusal.isEmpty()) {
            LOG.info(
                    "\"{}\" (like \"{}\"): {} s as demonstrated",
                    report.text(),
                    report.nearestText(),
                    Math.round(report.demonstratedSeconds() * 100) / 100.0);
        } else {
            LOG.warn("\"{}\" refused: {}", report.text(), refusal);
        }
        publishStatus();
    }

    private void onJointState(JointState message) {
        String refusal = controller.jointState(message, time.nowNanos());
        if (!refusal.isEmpty()) {
            rejectedStates.reject(refusal, scheduler.nanoTime());
        }
        goals.update();
    }

    /** The status goes out when something happened, not with every bit of progress. */
    private void publishStatus() {
        FlowReport report = controller.report();
        NodeStatus status = report.toStatus();
        reporter.publish(
                status, List.of(status.message(), status.level(), report.commands(), report.rejectedJointStates()));
    }

    @Override
    public void onShutdown(ConnectedNode node) {
        closing = true;
        if (server != null) {
            goals.close();
            server.close();
        }
        for (Scheduler.Task task : new Scheduler.Task[] {policy, housekeeping, diagnostics}) {
            if (task != null) {
                task.close();
            }
        }
    }

    /** Logs each tenth of a training, and gives it up when the node is shut down. */
    private final class TrainingLog implements TrainingListener {
        private int tenths = -1;

        @Override
        public void onProgress(int step, int total, double loss) {
            int now = (int) (10L * step / Math.max(1, total));
            if (now > tenths) {
                tenths = now;
                LOG.info("training the default model: {} %", 10 * now);
                reporter.publish(
                        NodeStatus.builder(DiagnosticStatus.OK, "training the default model: " + 10 * now + " %")
                                .add("state", "training")
                                .build());
            }
        }

        @Override
        public boolean cancelled() {
            return closing;
        }
    }
}
