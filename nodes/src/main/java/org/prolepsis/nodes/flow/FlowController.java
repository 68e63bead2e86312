package org.prolepsis.nodes.flow;

import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.text.Grounding;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.nodes.joints.InvalidInputException;
import org.prolepsis.nodes.loop.Scheduler;

/**
 * What the flow node does: sentences become motions, motions become chunks. Thread-safe: sentences take milliseconds and
 * are worked out outside the lock that joint states and the policy tick share.
 */
final class FlowController {
    /** Takes chunks. */
    @FunctionalInterface
    interface ChunkSink {
        /** Sends what lies ahead of a motion, as seen from the joint state of a stamp. */
        void send(MotionExecution motion, long stampNanos);

        /** Tells of a motion that begins. */
        default void begins(JointPath path, double phase, long stampNanos) {}
    }

    private static final int MAX_TEXT = 1000;
    private static final int SHOWN_TEXT = 120;
    private static final double SLOWEST_PACE = 0.25;

    private final MotionSource source;
    private final FlowParameters parameters;
    private final Scheduler time;
    private final ChunkSink sink;
    private final MeasuredJoints joints;
    private final Object commandLock = new Object();
    private MotionExecution motion;
    private boolean moving;
    private boolean stopping;
    private boolean enabled;
    private long sentStamp;
    private long commands;
    private long refused;
    private String text = "";
    private Grounding grounding = new Grounding(false, "", "", 0);
    private String result = "";
    private String resultReason = "";
    private double elapsed;
    private double demonstrated;
    private FlowReport.Cost cost = FlowReport.Cost.NONE;
    private long rejectedJointStates;
    private String jointStateProblem = "";

    FlowController(MotionSource source, FlowParameters parameters, Scheduler time, ChunkSink sink) {
        this.source = source;
        this.parameters = parameters;
        this.time = time;
        this.sink = sink;
        this.joints = new MeasuredJoints(source.jointNames());
        this.enabled = parameters.enabled();
    }

    /**
     * Carries a sentence out, or refuses it; a motion that is going on is then left alone.
     *
     * @return why it was refused; empty if it was not
     */
    String command(String sentence) {
        long begin = time.nanoTime();
        synchronized (commandLock) {
            Grounding decision = ground(sentence);
            long grounded = time.nanoTime();
            if (!decision.grounded()) {
                return refuse(sentence, decision);
            }
            long seed = parameters.seed() + acceptedCommands();
            MotionSource.Draw draw = source.draw(sentence, seed);
            synchronized (this) {
                String problem = notReady();
                if (!problem.isEmpty()) {
                    return refuse(sentence, new Grounding(false, problem, decision.nearestText(), decision.score()));
                }
                begin(draw.curve());
                remember(sentence, new Grounding(true, decision.reason(), draw.understood(), decision.score()));
                cost = new FlowReport.Cost(
                        grounded - begin, draw.encodeNanos(), draw.sampleNanos(), time.nanoTime() - begin);
                return "";
            }
        }
    }

    private Grounding ground(String sentence) {
        String problem = "";
        if (sentence.isBlank()) {
            problem = "the sentence is empty; say what to do";
        } else if (sentence.length() > MAX_TEXT) {
            problem = "the sentence has " + sentence.length() + " characters; at most " + MAX_TEXT + " are allowed";
        } else {
            synchronized (this) {
                problem = notReady();
            }
        }
        return problem.isEmpty() ? source.ground(sentence) : new Grounding(false, problem, "", 0);
    }

    /** Why nothing can be moved now; empty if something can. */
    private String notReady() {
        if (!enabled) {
            return "the node is disabled; call ~enable first";
        }
        if (!joints.any()) {
            return "there are no usable joint_states yet"
                    + (jointStateProblem.isEmpty() ? "; is the arm running?" : ": " + jointStateProblem);
        }
        double age = (time.nanoTime() - joints.arrivalNanos()) * 1e-9;
        return age <= parameters.staleJointStates()
                ? ""
                : String.format(
                        java.util.Locale.ROOT,
                        "the newest usable joint_states are %.2f s old%s",
                        age,
                        jointStateProblem.isEmpty() ? "" : ": " + jointStateProblem);
    }

    private synchronized long acceptedCommands() {
        return commands - refused;
    }

    private synchronized String refuse(String sentence, Grounding decision) {
        refused++;
        remember(sentence, decision);
        cost = FlowReport.Cost.NONE;
        return decision.reason();
    }

    private void remember(String sentence, Grounding decision) {
        commands++;
        String line = sentence.replaceAll("\\s+", " ").strip();
        text = line.length() > SHOWN_TEXT ? line.substring(0, SHOWN_TEXT) + "…" : line;
        grounding = decision;
    }

    /** Begins a motion; tells what is wrong with it, and then nothing has changed. */
    private String begin(MotionCurve curve) {
        double pace = moving ? Math.max(SLOWEST_PACE, motion.pace()) : 1;
        double phase = CurvePath.joinPhase(curve, joints.position());
        CurvePath path;
        try {
            path = CurvePath.from(curve, joints.position(), joints.velocityAtPaceOne(pace), phase, parameters.blend());
        } catch (IllegalArgumentException e) {
            return "the model made a motion that cannot be joined: " + e.getMessage();
        }
        sink.begins(path, phase, joints.stampNanos());
        start(path, phase, pace);
        stopping = false;
        result = "";
        resultReason = "";
        demonstrated = motion.demonstratedSeconds();
        return "";
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
        try {
            joints.take(message, stamp == 0 ? rosNanos : stamp, time.nanoTime());
        } catch (InvalidInputException e) {
            rejectedJointStates++;
            jointStateProblem = e.getMessage();
            return e.getMessage();
        }
        jointStateProblem = "";
        if (moving) {
            motion.update(joints.position(), joints.velocity(), joints.stampNanos());
            follow();
        }
        return "";
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
                moving = false;
                result = stopping ? result : "done";
                stopping = false;
            }
            case ABORTED -> {
                if (stopping) {
                    moving = false;
                    stopping = false;
                } else {
                    bringToRest("aborted", motion.reason());
                }
            }
            case MOVING -> {}
        }
    }

    private void bringToRest(String how, String why) {
        result = how;
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
        double age = (time.nanoTime() - joints.arrivalNanos()) * 1e-9;
        if (age > parameters.staleJointStates()) {
            moving = false;
            stopping = false;
            result = "aborted";
            resultReason =
                    "no usable joint_states any more" + (jointStateProblem.isEmpty() ? "" : ": " + jointStateProblem);
        } else if (joints.stampNanos() != sentStamp) {
            send();
        }
    }

    /** Gives the motion up and brings the arm to rest. */
    synchronized void stop() {
        if (moving && !stopping) {
            bringToRest("stopped", "");
        }
    }

    /** Forgets the last result and refusal. A motion goes on. */
    synchronized void reset() {
        if (!moving) {
            result = "";
            resultReason = "";
            text = "";
            grounding = new Grounding(true, "", "", 0);
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
                commands,
                refused,
                text,
                grounding.grounded(),
                grounding.reason(),
                grounding.nearestText(),
                grounding.score(),
                result,
                resultReason,
                motion == null ? 0 : motion.phase(),
                elapsed,
                demonstrated,
                cost,
                rejectedJointStates,
                jointStateProblem);
    }
}
