package org.prolepsis.sim.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.pace.LookAhead;
import org.prolepsis.sim.cell.CellObservation;
import org.prolepsis.sim.policy.ChunkPolicy;

class EpisodeRunnerTest {
    private static final Conditions PLAIN = new Conditions(0, false);
    private static final Variant AHEAD = new Variant(Strategy.PROLEPTIC, LookAhead.fixed(5), 1);

    private final EpisodeRunner runner = new EpisodeRunner(ToyScene.FACTORY, seed -> new ToyPolicy(), 60);

    @Test
    void shouldEndWhenSortedAndInsideTheLimits() {
        EpisodeResult result = runner.run(Variant.BASELINE, PLAIN, 1);
        assertEquals(EpisodeEnd.SORTED, result.end());
        assertEquals(2, result.sortedBlocks());
        assertEquals(0, result.limitViolations());
        assertTrue(result.seconds() > 5 && result.seconds() < 30, () -> "took " + result.seconds() + " s");
    }

    @Test
    void shouldGiveTheSameResultForTheSameSeed() {
        Conditions delayed = new Conditions(0.12, true);
        assertEquals(runner.run(AHEAD, delayed, 7), runner.run(AHEAD, delayed, 7));
    }

    @Test
    void shouldBeFasterLookingAhead() {
        double act = runner.run(Variant.BASELINE, PLAIN, 1).seconds();
        EpisodeResult ahead = runner.run(AHEAD, PLAIN, 1);
        assertTrue(ahead.success());
        assertTrue(ahead.seconds() < 0.9 * act, () -> ahead.seconds() + " s looking ahead, " + act + " s without");
        assertEquals(5, ahead.lookAheadSteps(), 0.2);
    }

    @Test
    void shouldCountAFailureAtTheTimeOut() {
        EpisodeRunner impatient = new EpisodeRunner(ToyScene.FACTORY, seed -> new ToyPolicy(), 2);
        EpisodeResult result = impatient.run(Variant.BASELINE, PLAIN, 1);
        assertEquals(EpisodeEnd.TIME_OUT, result.end());
        assertEquals(2, result.seconds());
    }

    @Test
    void shouldCountALostBlockAtTheTimeOutAtOnce() {
        List<Long> moves = new ArrayList<>();
        SceneFactory losing = ToyScene.factory(1_000_000_000, moves);
        EpisodeResult result = new EpisodeRunner(losing, seed -> new ToyPolicy(), 60).run(Variant.BASELINE, PLAIN, 1);
        assertEquals(EpisodeEnd.LOST, result.end());
        assertEquals(60, result.seconds());
        assertTrue(moves.get(moves.size() - 1) < 1_000_000_000, moves::toString);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.04, 0.123})
    void shouldHandOverAChunkWhenItsDelayIsOver(double delay) {
        // the first chunk is from time 0; nothing can move before it is there
        List<Long> moves = new ArrayList<>();
        SceneFactory watched = ToyScene.factory(Long.MAX_VALUE, moves);
        new EpisodeRunner(watched, seed -> new ToyPolicy(), 1).run(Variant.BASELINE, new Conditions(delay, false), 1);
        double first = moves.get(0) * 1e-9;
        assertTrue(first >= delay && first <= delay + 0.02, () -> first + " s with a delay of " + delay);
    }

    @Test
    void shouldFailAnEpisodeWhosePolicyDoes() {
        ChunkPolicy broken = new ChunkPolicy() {
            @Override
            public int horizon() {
                return 10;
            }

            @Override
            public double stepSeconds() {
                return 0.04;
            }

            @Override
            public void predict(CellObservation observation, double[][] out) {
                out[3][2] = Double.NaN;
            }
        };
        EpisodeRunner failing = new EpisodeRunner(ToyScene.FACTORY, seed -> broken, 60);
        Exception e = assertThrows(IllegalArgumentException.class, () -> failing.run(Variant.BASELINE, PLAIN, 1));
        assertTrue(e.getMessage().contains("step 3, joint 2"), e::getMessage);
    }
}
