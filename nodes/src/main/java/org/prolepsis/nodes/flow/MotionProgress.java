package org.prolepsis.nodes.flow;

/**
 * How a motion stands.
 *
 * @param motion its number, 0 if there is none
 * @param stopping whether it is being brought to rest early
 * @param phase how far it is, 0 to 1
 * @param pace how fast it goes, 1 is as demonstrated
 * @param deviation how far the joints are beside it, rad, the worst of them
 * @param seconds since it began
 * @param remainingSeconds what is left of it, as demonstrated
 */
record MotionProgress(
        long motion,
        boolean stopping,
        double phase,
        double pace,
        double deviation,
        double seconds,
        double remainingSeconds) {
    static final MotionProgress NONE = new MotionProgress(0, false, 0, 0, 0, 0, 0);
}
