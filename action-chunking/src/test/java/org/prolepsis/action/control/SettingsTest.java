package org.prolepsis.action.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.prolepsis.action.chunk.Interpolation;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.ensemble.Strategy;
import org.prolepsis.action.pace.LagSettings;
import org.prolepsis.action.pace.LookAhead;
import org.prolepsis.action.pace.PaceSettings;

class SettingsTest {
    private static void requireRefused(String saying, Executable making) {
        String message = assertThrows(IllegalArgumentException.class, making).getMessage();
        assertTrue(message.contains(saying), message);
    }

    @Test
    void shouldNameTheFieldTheValueAndWhatIsAllowed() {
        requireRefused(
                "m is NaN; it must be from -10 to 10",
                () -> new EnsembleSettings(Strategy.ACT, Double.NaN, 10, Interpolation.LINEAR));
        requireRefused(
                "maxChunks is 0; it must be from 1 to 1024",
                () -> new EnsembleSettings(Strategy.ACT, 0, 0, Interpolation.LINEAR));
        requireRefused("speed is 5.0; it must be from 0.0 to 4.0", () -> new PaceSettings(5, 4, 5, 0.9));
        requireRefused("limitFraction is 0.0", () -> new PaceSettings(1, 4, 5, 0));
        requireRefused("initialSeconds is 0.6", () -> new LagSettings(0.6, 0.5, 2));
        requireRefused("maxSeconds is NaN", () -> new LagSettings(0, Double.NaN, 2));
        requireRefused("staleChunkSeconds is 0.0", () -> new WatchdogSettings(0, 0.2, 0.5, 0.05));
        requireRefused("staleJointStatesSeconds is NaN", () -> new WatchdogSettings(1, Double.NaN, 0.5, 0.05));
        requireRefused("trackingErrorLimit is -1.0", () -> new WatchdogSettings(1, 1, -1, 0.05));
        requireRefused("periodSeconds is Infinity", () -> ExecutorSettings.atRate(0));
    }

    @Test
    void shouldReadAStrategyByItsName() {
        assertEquals(Strategy.PROLEPTIC, Strategy.parse("proleptic"));
        requireRefused(
                "strategy is 'best'; it must be one of [newest, act, proleptic, adaptive, aligned]",
                () -> Strategy.parse("best"));
    }

    @Test
    void shouldReadALookAhead() {
        assertEquals(LookAhead.auto(), LookAhead.parse("auto"));
        assertEquals(LookAhead.fixed(2.5), LookAhead.parse("2.5"));
        requireRefused("'far'; it must be 'auto' or a number", () -> LookAhead.parse("far"));
        requireRefused("look-ahead is -1.0 steps", () -> LookAhead.parse("-1"));
        requireRefused("look-ahead is NaN steps", () -> LookAhead.parse("NaN"));
    }

    @Test
    void shouldSwitchTheTrackingSupervisionOffOnlyByInfinity() {
        assertEquals(
                Double.POSITIVE_INFINITY,
                new WatchdogSettings(1, 1, Double.POSITIVE_INFINITY, 0.05).trackingErrorLimit());
    }
}
