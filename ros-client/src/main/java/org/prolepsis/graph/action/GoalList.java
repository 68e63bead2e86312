package org.prolepsis.graph.action;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prolepsis.msgs.Message;

/**
 * The goals that a server's status tells of, in the order in which they came: those that have not ended, those that ended
 * a short time ago, and cancels whose goals have not come. Guarded by its user; times are monotonic.
 */
final class GoalList<G extends Message, R extends Message, F extends Message> {
    /** So many goals that have ended, or cancels without a goal, are kept at most: a flood of them stays bounded. */
    private static final int MAX_LEAVING = 1000;

    private final long keepNanos;
    private final Map<String, Entry<G, R, F>> entries = new LinkedHashMap<>();
    private int leaving;

    /** A goal, and since when it leaves, if it does. */
    private static final class Entry<G extends Message, R extends Message, F extends Message> {
        private final GoalHandle<G, R, F> goal;
        private boolean leaves;
        private long sinceNanos;

        Entry(GoalHandle<G, R, F> goal) {
            this.goal = goal;
        }
    }

    GoalList(long keepNanos) {
        this.keepNanos = keepNanos;
    }

    boolean contains(String id) {
        return entries.containsKey(id);
    }

    void add(GoalHandle<G, R, F> goal, long nowNanos) {
        prune(nowNanos);
        entries.put(goal.id(), new Entry<>(goal));
    }

    /** Keeps a cancel whose goal has not come. */
    void addCancelled(GoalHandle<G, R, F> unknown, long nowNanos) {
        add(unknown, nowNanos);
        ended(unknown, nowNanos);
    }

    /** From now on the goal stays only for a while. */
    void ended(GoalHandle<G, R, F> goal, long nowNanos) {
        Entry<G, R, F> entry = entries.get(goal.id());
        if (entry != null) {
            leaving += entry.leaves ? 0 : 1;
            entry.leaves = true;
            entry.sinceNanos = nowNanos;
        }
        while (leaving > MAX_LEAVING) {
            entries.values().stream()
                    .filter(each -> each.leaves)
                    .findFirst()
                    .ifPresent(each -> entries.remove(each.goal.id()));
            leaving--;
        }
    }

    /** A goal that is known came again: recalled now if it was cancelled before it came. One that leaves stays longer. */
    Optional<GoalHandle<G, R, F>> recallOnArrival(String id, long nowNanos) {
        Entry<G, R, F> entry = entries.get(id);
        if (entry.leaves) {
            entry.sinceNanos = nowNanos;
        }
        if (entry.goal.goal() != null || entry.goal.stateNow() != GoalState.RECALLING) {
            return Optional.empty();
        }
        entry.goal.become(GoalState.RECALLED, "The goal was cancelled before it came");
        return Optional.of(entry.goal);
    }

    List<GoalHandle<G, R, F>> all() {
        return entries.values().stream().map(entry -> entry.goal).toList();
    }

    /** All but those whose time is over, which are forgotten. */
    List<GoalHandle<G, R, F>> present(long nowNanos) {
        prune(nowNanos);
        return new ArrayList<>(all());
    }

    private void prune(long nowNanos) {
        for (Iterator<Entry<G, R, F>> each = entries.values().iterator(); each.hasNext(); ) {
            Entry<G, R, F> entry = each.next();
            if (entry.leaves && nowNanos - entry.sinceNanos > keepNanos) {
                each.remove();
                leaving--;
            }
        }
    }
}
