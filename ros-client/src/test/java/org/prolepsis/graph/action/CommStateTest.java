package org.prolepsis.graph.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommStateTest {
    private static final List<GoalState> COLUMNS = List.of(
            GoalState.PENDING,
            GoalState.ACTIVE,
            GoalState.REJECTED,
            GoalState.RECALLING,
            GoalState.RECALLED,
            GoalState.PREEMPTED,
            GoalState.SUCCEEDED,
            GoalState.ABORTED,
            GoalState.PREEMPTING);

    /**
     * The table of actionlib's client: P pending, A active, R recalling, X preempting, W waiting for the result; several
     * are passed in turn; = is no change, - is invalid.
     */
    @ParameterizedTest
    @CsvSource({
        // state, PENDING, ACTIVE, REJECTED, RECALLING, RECALLED, PREEMPTED, SUCCEEDED, ABORTED, PREEMPTING
        "WAITING_FOR_GOAL_ACK,   P, A, PW, PR, PW, AXW, AW, AW, AX",
        "PENDING,                =, A, W,  R,  RW, AXW, AW, AW, AX",
        "ACTIVE,                 -, =, -,  -,  -,  XW,  W,  W,  X",
        "WAITING_FOR_RESULT,     -, =, =,  -,  =,  =,   =,  =,  -",
        "WAITING_FOR_CANCEL_ACK, =, =, W,  R,  RW, XW,  XW, XW, X",
        "RECALLING,              -, -, W,  =,  W,  XW,  XW, XW, X",
        "PREEMPTING,             -, -, -,  -,  -,  W,   W,  W,  =",
        "DONE,                   -, -, =,  -,  =,  =,   =,  =,  -",
    })
    void shouldGoWhereActionlibGoes(
            CommState from,
            String pending,
            String active,
            String rejected,
            String recalling,
            String recalled,
            String preempted,
            String succeeded,
            String aborted,
            String preempting) {
        List<String> expected =
                List.of(pending, active, rejected, recalling, recalled, preempted, succeeded, aborted, preempting);
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), row(from, COLUMNS.get(i)), from + " when " + COLUMNS.get(i));
        }
        assertEquals("-", row(from, GoalState.LOST));
    }

    /** A cell of the table. */
    static String row(CommState from, GoalState reported) {
        return from.after(reported)
                .map(passed -> passed.isEmpty()
                        ? "="
                        : passed.stream().map(CommStateTest::letter).collect(Collectors.joining()))
                .orElse("-");
    }

    private static String letter(CommState state) {
        return switch (state) {
            case PENDING -> "P";
            case ACTIVE -> "A";
            case RECALLING -> "R";
            case PREEMPTING -> "X";
            case WAITING_FOR_RESULT -> "W";
            case WAITING_FOR_GOAL_ACK, WAITING_FOR_CANCEL_ACK, DONE -> "?";
        };
    }
}
