package org.prolepsis.nodes.flow;

import org.prolepsis.flow.phase.JointPath;

/** Takes chunks, and is told of motions. Called with the controller's lock held: must neither call back nor wait. */
@FunctionalInterface
interface MotionSink {
    /** Sends what lies ahead of a motion, as seen from the joint state of a stamp. */
    void send(MotionExecution motion, long stampNanos);

    /** Tells of a motion that begins. */
    default void begins(JointPath path, double phase, long stampNanos) {}

    /** Tells of a motion that has ended. */
    default void ended(MotionEnd end) {}
}
