package org.prolepsis.nodes.flow;

import java.util.OptionalLong;
import org.prolepsis.flow.condition.JoinSearch;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.phase.JointPath;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.msgs.control_msgs.JointTrajectoryControllerState;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.nodes.loop.Scheduler;

/**
 * What the flow node does: sentences become motions, motions become chunks. Thread-safe: sentences take milliseconds and
 * are worked out outside the lock that joint states and the policy tick share.
 */
final class FlowController {
    private static final double SLOWEST_PACE = 0.25;

    private final MotionSource source;
    private final FlowParameters parameters;
    private final Scheduler time;
    private final MotionSink sink;
    private final MeasuredJoints joints;
    private final MeasuredPast past;
    private final ExecutorProgress executor = new ExecutorProgress();
    private final Object commandLock = new Object();
    private MotionExecution motion;
    private boolean moving;
    private boolean stopping;
    private boolean enabled;
    private boolean executorPaused;
    private long executorSteps;
    private final CommandLog log = new CommandLog();
    private long sentStamp;
    private long motions;
    private long beganNanos;
    private long beganStamp;
    private MotionExecution asked;
    private MotionEnd.How ending = MotionEnd.How.DONE;
    private String result = "";
    private String resultReason = "";
    private double elapsed;
    private double demonstrated;

    FlowController(MotionSource source, FlowParameters parameters, Scheduler time, MotionSink sink) {
        this.source = source;
        this.parameters = parameters;
        this.time = time;
        this.sink = sink;
        this.joints = new MeasuredJoints(source.jointNames());
        this.past = new MeasuredPast(source.jointNames().size());
        this.enabled = parameters.enabled();
    }

    /** Carries a sentence out, or refuses it; a motion that is going on is then left alone. */
    Answer command(String sentence) {
        long begin = time.nanoTime();
        synchronized (commandLock) {
            Grounding decision = ground(sentence);
            long grounded = time.nanoTime();
            if (!decision.grounded()) {
                return refuse(sentence, decision);
            }
            long seed = parameters.seed() + accepted();
            JoinSearch search = joinSearch();
            MotionSource.Draw draw = source.draw(
                    sentence, seed, curve -> CurvePath.badness(curve, search), moving() ? parameters.candidates() : 1);
            synchronized (this) {
                String problem = notReady();
                problem = problem.isEmpty() ? begin(draw.curve()) : problem;
                if (!problem.isEmpty()) {
                    return refuse(sentence, new Grounding(false, problem, decision.nearestText(), decision.score()));
                }
                log.accept(
                        sentence,
                        new Grounding(true, decision.reason(), draw.understood(), decision.score()),
                        new FlowReport.Cost(
                                grounded - begin, draw.encodeNanos(), draw.sampleNanos(), time.nanoTime() - begin));
                return new Answer("", motions, draw.understood(), decision.score(), demonstrated);
            }
        }
    }

    /** What the arm has been doing, for choosing among candidates; null while there are no joint states. */
    private synchronized JoinSearch joinSearch() {
        if (past.isEmpty()) {
            return null;
        }
        double pace = pace();
        return new JoinSearch(
                joints.position(), joints.velocityAtPaceOne(pace), past.before(joints.stampNanos(), pace));
    }

    /** Only a motion that is going on is a reason to choose: else the choice would narrow what a sentence leaves open. */
    private synchronized boolean moving() {
        return moving;
    }

    /** The pace at which the arm goes now. */
    private double pace() {
        return moving ? Math.max(SLOWEST_PACE, motion.pace()) : 1;
    }

    private Grounding ground(String sentence) {
        String problem = CommandLog.problemOf(sentence);
        if (problem.isEmpty()) {
            synchronized (this) {
                problem = notReady();
            }
        }
        return problem.isEmpty() ? source.ground(sentence) : new Grounding(false, problem, "", 0);
    }

    /** Why nothing can be moved now; empty if something can. */
    private String notReady() {
        return enabled
                ? joints.unusable(time.nanoTime(), parameters.staleJointStates())
                : "the node is disabled; call ~enable first";
    }

    private synchronized long accepted() {
        return log.accepted();
    }

    private synchronized Answer refuse(String sentence, Grounding decision) {
        log.refuse(sentence, decision);
        return new Answer(decision.reason(), 0, decision.nearestText(), decision.score(), 0);
    }

    /** Begins a motion; tells what is wrong with it, and then nothing has changed. */
    private String begin(MotionCurve curve) {
        double pace = pace();
        double[] velocity = joints.velocityAtPaceOne(pace);
        double phase = CurvePath.joinPhase(curve, joints.position(), velocity, joinSearch());
        CurvePath path;
        try {
            path = CurvePath.from(curve, joints.position(), velocity, acceleration(), phase, parameters.blend());
        } catch (IllegalArgumentException e) {
            return "the model made a motion that cannot be joined: " + e.getMessage();
        }
        sink.begins(path, phase, joints.stampNanos());
        if (moving) {
            end(stopping ? ending : MotionEnd.How.REPLACED, "another motion took its place");
        }
        motions++;
        beganNanos = time.nanoTime();
        beganStamp = joints.stampNanos();
        start(path, phase, pace);
        asked = motion;
        stopping = false;
        result = "";
        resultReason = "";
        demonstrated = motion.demonstratedSeconds();
        return "";
    }

    /** What the motion that is going on calls for at pace 1, as joint states do not tell it; null if there is none. */
    private double[] acceleration() {
        if (!moving || stopping || !(motion.path() instanceof CurvePath path)) {
            return null;
        }
        double[] out = new double[path.joints()];
        path.curve().acceleration(motion.phase(), out);
        return out;
    }

    private void start(JointPath path, double phase, double pace) {
        motion = new MotionExecution(
                source.jointNames(),
                path,
                phase,
                pace,
                joints.stampNanos(),
                parameters.execution(),
                parameters.phase());
        moving = true;
        send();
    }

    private void send() {
        sentStamp = joints.stampNanos();
        sink.send(motion, sentStamp);
    }

    /**
     * Takes measured joints.
     *
     * @param rosNanos stands in for a stamp of 0
     * @return why they were refused; empty if they were not
     */
    synchronized String jointState(JointState message, long rosNanos) {
        long stamp = message.header.stamp.toNanos();
        String problem = joints.offer(message, stamp == 0 ? rosNanos : stamp, time.nanoTime());
        if (!problem.isEmpty()) {
            return problem;
        }
        past.take(joints.position(), joints.stampNanos());
        if (moving) {
            String jump = joints.jump(parameters.execution().timeoutSeconds());
            if (!jump.isEmpty()) {
                // Where the motion is was told by time: now only coming to rest is safe.
                beganStamp += joints.stepNanos();
                String word = stopping ? result : "aborted";
                bringToRest(stopping ? ending : MotionEnd.How.ABORTED, word, stopping ? resultReason : jump);
            }
            motion.executing(executor.pace(time.nanoTime()));
            if (executorPaused && !stopping) {
                motion.hold(joints.position(), joints.velocity(), joints.stampNanos());
            } else {
                motion.update(joints.position(), joints.velocity(), joints.stampNanos());
            }
            follow();
        }
        return "";
    }

    /** Takes the state of what executes the motions. */
    synchronized void executorState(JointTrajectoryControllerState state) {
        executor.take(state, time.nanoTime());
    }

    /** Draws the consequences of the motion's outcome. */
    private void follow() {
        if (!stopping) {
            elapsed = motion.elapsedSeconds();
        }
        switch (motion.outcome()) {
            case DONE -> {
                // The last chunk says that the end is the end.
                send();
                result = stopping ? result : "done";
                end(stopping ? ending : MotionEnd.How.DONE, resultReason);
            }
            case ABORTED -> {
                if (stopping) {
                    end(ending, resultReason);
                } else {
                    bringToRest(MotionEnd.How.ABORTED, "aborted", motion.reason());
                }
            }
            case MOVING -> {}
        }
    }

    /** A motion that the caller knows to be going on is over. */
    private void end(MotionEnd.How how, String why) {
        moving = false;
        stopping = false;
        sink.ended(new MotionEnd(motions, how, why, asked.phase(), secondsSinceBegin(), asked.worstDeviation()));
    }

    private double secondsSinceBegin() {
        return (joints.stampNanos() - beganStamp) * 1e-9;
    }

    private void bringToRest(MotionEnd.How how, String word, String why) {
        ending = how;
        result = word;
        resultReason = why;
        stopping = true;
        double pace = Math.max(SLOWEST_PACE, motion.pace());
        start(new StopPath(joints.position(), joints.velocityAtPaceOne(pace)), 0, pace);
    }

    /** Sends the chunk ahead, if there is a joint state that it was not yet computed from. */
    synchronized void policyTick() {
        if (!moving) {
            return;
        }
        if (joints.ageSeconds(time.nanoTime()) > parameters.staleJointStates()) {
            result = "aborted";
            resultReason = "no usable joint_states any more" + joints.problemSuffix();
            end(stopping ? ending : MotionEnd.How.ABORTED, resultReason);
        } else if (joints.stampNanos() != sentStamp) {
            send();
        }
    }

    /** Gives the motion up and brings the arm to rest. */
    synchronized void stop() {
        if (moving && !stopping) {
            bringToRest(MotionEnd.How.STOPPED, "stopped", "");
        }
    }

    /** Brings the arm to rest if the motion of that number is going on. */
    synchronized void cancel(long number) {
        if (moving && !stopping && number == motions) {
            bringToRest(MotionEnd.How.CANCELLED, "stopped", "cancelled");
        }
    }

    /** Leaves the motion that is going on, since what executes it has stopped the arm by itself. */
    synchronized void executorStopped(String why) {
        if (moving) {
            result = "aborted";
            resultReason = why;
            end(MotionEnd.How.FAULT, why);
        }
    }

    /**
     * Says whether the operator of what executes the motion holds it: waiting is then no want of progress.
     *
     * @param steps single steps that were made so far
     */
    synchronized void executorPaused(boolean paused, long steps) {
        if (moving && paused && steps > executorSteps) {
            motion.step((steps - executorSteps) * parameters.dt());
        }
        executorPaused = paused;
        executorSteps = steps;
    }

    /** When the motion that is going on began, monotonic; empty if there is none. */
    synchronized OptionalLong beganNanos() {
        return moving ? OptionalLong.of(beganNanos) : OptionalLong.empty();
    }

    /** How the motion that is going on stands. */
    synchronized MotionProgress progress() {
        return moving
                ? new MotionProgress(
                        motions,
                        stopping,
                        asked.phase(),
                        motion.pace(),
                        asked.deviation(),
                        secondsSinceBegin(),
                        asked.remainingSeconds())
                : MotionProgress.NONE;
    }

    /** Forgets the last result and refusal. A motion goes on. */
    synchronized void reset() {
        if (!moving) {
            result = "";
            resultReason = "";
            log.forgetLast();
        }
    }

    /** Takes commands, or gives the motion up and takes none. */
    synchronized void enable(boolean on) {
        enabled = on;
        if (!on) {
            stop();
        }
    }

    synchronized FlowReport report() {
        String state = stopping ? "stopping" : moving ? "moving" : enabled ? "idle" : "disabled";
        return new FlowReport(
                state,
                moving && executorPaused,
                log.commands(),
                log.refused(),
                log.text(),
                log.grounding().grounded(),
                log.grounding().reason(),
                log.grounding().nearestText(),
                log.grounding().score(),
                result,
                resultReason,
                motion == null ? 0 : motion.phase(),
                elapsed,
                demonstrated,
                log.cost(),
                joints.rejected(),
                joints.problem());
    }
}
