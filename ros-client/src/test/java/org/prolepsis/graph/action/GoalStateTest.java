package org.prolepsis.graph.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GoalStateTest {
    /** The table of actionlib's server: a row for each state, a column for each event, - where it is refused. */
    @ParameterizedTest
    @CsvSource({
        // state, ACCEPT, REJECT, CANCEL_REQUEST, CANCELED, ABORT, SUCCEED
        "PENDING, ACTIVE, REJECTED, RECALLING, RECALLED, -, -",
        "RECALLING, PREEMPTING, REJECTED, -, RECALLED, -, -",
        "ACTIVE, -, -, PREEMPTING, PREEMPTED, ABORTED, SUCCEEDED",
        "PREEMPTING, -, -, -, PREEMPTED, ABORTED, SUCCEEDED",
        "RECALLED, -, -, -, -, -, -",
        "REJECTED, -, -, -, -, -, -",
        "PREEMPTED, -, -, -, -, -, -",
        "ABORTED, -, -, -, -, -, -",
        "SUCCEEDED, -, -, -, -, -, -",
        "LOST, -, -, -, -, -, -",
    })
    void shouldGoWhereActionlibGoes(
            GoalState from,
            String accept,
            String reject,
            String cancelRequest,
            String canceled,
            String abort,
            String succeed) {
        String[] expected = {accept, reject, cancelRequest, canceled, abort, succeed};
        GoalState.Event[] events = GoalState.Event.values();
        assertEquals(expected.length, events.length);
        for (int i = 0; i < events.length; i++) {
            String next = from.after(events[i]).map(GoalState::name).orElse("-");
            assertEquals(expected[i], next, from + " after " + events[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(GoalState.class)
    void shouldBeTerminalExactlyWhereNothingFollows(GoalState state) {
        boolean anything = false;
        for (GoalState.Event event : GoalState.Event.values()) {
            anything |= state.after(event).isPresent();
        }
        assertEquals(!anything, state.isTerminal());
    }

    @Test
    void shouldHaveTheCodesOfTheWire() {
        for (GoalState state : GoalState.values()) {
            assertEquals(Optional.of(state), GoalState.of(state.code()));
        }
        assertEquals(Optional.empty(), GoalState.of((byte) 10));
        assertEquals(Optional.empty(), GoalState.of((byte) -1));
    }
}
