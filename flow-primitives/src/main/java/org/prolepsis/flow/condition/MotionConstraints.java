package org.prolepsis.flow.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a motion has to honour beside the sentence: the state it starts from and via-points exactly, what was executed
 * before as closely as the measurement is trusted. Where neither start nor via-point says otherwise, the motion begins and
 * ends where it would have.
 *
 * @param start the state to go on from, if any
 * @param viaPoints where to pass through, in any order
 * @param prefix what was executed before the start, if anything; needs a start
 */
public record MotionConstraints(Optional<StartState> start, List<ViaPoint> viaPoints, Optional<ExecutedPrefix> prefix) {
    /** Nothing is asked. */
    public static final MotionConstraints NONE = new MotionConstraints(Optional.empty(), List.of(), Optional.empty());

    /**
     * Checks that they go together.
     *
     * @throws IllegalArgumentException if a prefix has no start
     */
    public MotionConstraints {
        viaPoints = List.copyOf(viaPoints);
        if (prefix.isPresent() && start.isEmpty()) {
            throw new IllegalArgumentException("an executed prefix needs the start state that it leads to");
        }
    }

    /**
     * These constraints with a start state.
     *
     * @param state where the motion goes on from
     * @return a copy
     */
    public MotionConstraints startingAt(StartState state) {
        return new MotionConstraints(Optional.of(state), viaPoints, prefix);
    }

    /**
     * These constraints with one more via-point.
     *
     * @param via where to pass through
     * @return a copy
     */
    public MotionConstraints through(ViaPoint via) {
        List<ViaPoint> more = new ArrayList<>(viaPoints);
        more.add(via);
        return new MotionConstraints(start, more, prefix);
    }

    /**
     * These constraints after something was executed.
     *
     * @param executed what was executed before the start state
     * @return a copy
     * @throws IllegalArgumentException if there is no start state
     */
    public MotionConstraints after(ExecutedPrefix executed) {
        return new MotionConstraints(start, viaPoints, Optional.of(executed));
    }
}
