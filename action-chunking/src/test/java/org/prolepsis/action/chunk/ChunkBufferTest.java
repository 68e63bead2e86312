package org.prolepsis.action.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.prolepsis.action.chunk.ChunkBuffer.Verdict;
import org.prolepsis.action.pace.VirtualTime;

class ChunkBufferTest {
    private static final double PERIOD = 0.01;
    private final VirtualTime time = new VirtualTime(256);
    private final ChunkBuffer buffer = new ChunkBuffer(4, PERIOD, 2, 0.05);

    private static ActionChunk moving(double tick, int horizon) {
        double[] positions = new double[horizon];
        for (int i = 0; i < horizon; i++) {
            positions[i] = i;
        }
        return new ActionChunk(tick, PERIOD, 1, positions);
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            time.advance(1);
        }
    }

    @Test
    void shouldKeepChunksInTheOrderOfTheirObservations() {
        ticks(20);
        assertEquals(Verdict.ACCEPTED, buffer.add(moving(10, 50), time));
        assertEquals(Verdict.ACCEPTED, buffer.add(moving(14, 50), time));
        assertEquals(Verdict.OUT_OF_ORDER, buffer.add(moving(12, 50), time));
        assertEquals(10, buffer.chunk(0).observationTick());
        assertEquals(12, buffer.chunk(1).observationTick());
        assertEquals(14, buffer.newest().observationTick());
        assertEquals(8, buffer.index(1, time.now()), 1e-12);
    }

    @Test
    void shouldRefuseASecondChunkOfOneObservation() {
        ticks(20);
        ActionChunk first = moving(10, 50);
        buffer.add(first, time);
        assertEquals(Verdict.DUPLICATE, buffer.add(moving(10, 60), time));
        assertSame(first, buffer.newest());
    }

    @Test
    void shouldLetTheFirstChunkOfAnotherMotionTakeThePlaceOfAll() {
        ticks(20);
        buffer.add(moving(10, 50), time);
        buffer.add(moving(14, 50), time);
        ActionChunk other = moving(14, 40).ofMotion(2);
        assertEquals(Verdict.ACCEPTED, buffer.add(other, time), "also from the same observation");
        assertEquals(1, buffer.size());
        assertSame(other, buffer.newest());
        assertEquals(Verdict.LATE, buffer.add(moving(12, 50), time), "the motion before is over");
        assertEquals(Verdict.ACCEPTED, buffer.add(moving(16, 50).ofMotion(2), time));
        assertEquals(2, buffer.size());
    }

    @Test
    void shouldKeepWhatThereIsWhenAChunkOfAnotherMotionIsLate() {
        ticks(100);
        buffer.add(moving(10, 200), time);
        assertEquals(Verdict.LATE, buffer.add(moving(20, 20).ofMotion(2), time));
        assertEquals(1, buffer.size());
    }

    @Test
    void shouldRefuseTheLateAndTheFuture() {
        ticks(100);
        assertEquals(Verdict.LATE, buffer.add(moving(80, 20), time));
        assertEquals(Verdict.ACCEPTED, buffer.add(moving(80, 21), time));
        assertEquals(Verdict.FUTURE, buffer.add(moving(102.5, 50), time));
        assertEquals(Verdict.ACCEPTED, buffer.add(moving(101.5, 50), time));
        assertEquals(0, buffer.index(1, time.now()), "a little in the future is the present");
        ticks(400);
        assertEquals(Verdict.LATE, buffer.add(moving(110, 4000), time), "no longer remembered");
        assertEquals(Verdict.LATE, buffer.add(moving(-1e9, 4000), time));
    }

    @Test
    void shouldAcceptALateGoalThatIsTheNewest() {
        ticks(100);
        ActionChunk goal = new ActionChunk(50, PERIOD, 1, new double[] {0.3});
        assertEquals(Verdict.ACCEPTED, buffer.add(goal, time));
        ActionChunk older = new ActionChunk(40, PERIOD, 1, new double[] {0.3});
        assertEquals(Verdict.LATE, buffer.add(older, time));
    }

    @Test
    void shouldForgetWhatHasPassedButNotTheNewest() {
        ticks(10);
        buffer.add(moving(5, 10), time);
        buffer.add(moving(7, 50), time);
        buffer.add(moving(10, 3), time);
        ticks(20);
        buffer.prune(time.now());
        assertEquals(2, buffer.size());
        assertEquals(7, buffer.chunk(0).observationTick());
        assertEquals(10, buffer.newest().observationTick());
        ticks(200);
        buffer.prune(time.now());
        assertEquals(1, buffer.size());
        buffer.clear();
        assertEquals(0, buffer.size());
        assertNull(buffer.newest());
    }

    @Test
    void shouldMakeRoomByTheOldest() {
        ticks(20);
        for (int t = 10; t < 16; t++) {
            assertEquals(Verdict.ACCEPTED, buffer.add(moving(t, 50), time));
        }
        assertEquals(4, buffer.size());
        assertEquals(12, buffer.chunk(0).observationTick());
        assertEquals(Verdict.LATE, buffer.add(moving(11, 50), time), "older than all of a full buffer");
        assertEquals(Verdict.OUT_OF_ORDER, buffer.add(moving(13.5, 50), time));
        assertEquals(13, buffer.chunk(0).observationTick());
        assertEquals(13.5, buffer.chunk(1).observationTick());
    }

    @Test
    void shouldNotAgeWhatWasSeenWhileNothingMoved() {
        ticks(10);
        for (int i = 0; i < 50; i++) {
            time.advance(0);
        }
        buffer.add(moving(12, 50), time);
        assertEquals(0, buffer.index(0, time.now()));
    }

    @Test
    void shouldTakeSumsOfPacesForTheWholeStepsThatTheyMean() {
        for (int i = 0; i < 100; i++) {
            time.advance(0.1);
        }
        buffer.add(moving(0, 11), time);
        assertTrue(time.now() != 10, "the sum of a hundred 0.1 is not exactly 10");
        assertEquals(10.0, buffer.index(0, time.now()));
    }
}
