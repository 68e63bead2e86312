package org.prolepsis.action.control;

import java.util.Objects;
import org.prolepsis.action.ensemble.AdaptiveSettings;
import org.prolepsis.action.ensemble.EnsembleSettings;
import org.prolepsis.action.limit.MotionLimiter;
import org.prolepsis.action.pace.LagSettings;
import org.prolepsis.action.pace.LookAhead;
import org.prolepsis.action.pace.PaceSettings;

/**
 * Everything that an {@link ActionExecutor} can be told.
 *
 * @param periodSeconds time from tick to tick, s
 * @param ensemble how chunks are read
 * @param lookAhead how far ahead
 * @param pace how fast
 * @param lag how the tracking lag is estimated
 * @param watchdog when to stop
 * @param adaptive which joints are grippers, and how the adaptive strategy is tuned
 * @param synchronization whether joints that are asked to jump reach their targets together
 */
public record ExecutorSettings(
        double periodSeconds,
        EnsembleSettings ensemble,
        LookAhead lookAhead,
        PaceSettings pace,
        LagSettings lag,
        WatchdogSettings watchdog,
        AdaptiveSettings adaptive,
        MotionLimiter.Synchronization synchronization) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the period is not in 1e-4 .. 1 s
     */
    public ExecutorSettings {
        if (!(periodSeconds >= 1e-4 && periodSeconds <= 1)) {
            throw new IllegalArgumentException("periodSeconds is " + periodSeconds + "; it must be from 1e-4 to 1 s");
        }
        Objects.requireNonNull(ensemble, "ensemble");
        Objects.requireNonNull(lookAhead, "lookAhead");
        Objects.requireNonNull(pace, "pace");
        Objects.requireNonNull(lag, "lag");
        Objects.requireNonNull(watchdog, "watchdog");
        Objects.requireNonNull(adaptive, "adaptive");
        Objects.requireNonNull(synchronization, "synchronization");
    }

    /** Defaults at a control rate, Hz. */
    public static ExecutorSettings atRate(double hertz) {
        return new ExecutorSettings(
                1 / hertz,
                EnsembleSettings.defaults(),
                LookAhead.auto(),
                PaceSettings.defaults(),
                LagSettings.defaults(),
                WatchdogSettings.defaults(),
                AdaptiveSettings.defaults(),
                MotionLimiter.Synchronization.NONE);
    }

    /** These settings with another ensemble. */
    public ExecutorSettings withEnsemble(EnsembleSettings other) {
        return new ExecutorSettings(periodSeconds, other, lookAhead, pace, lag, watchdog, adaptive, synchronization);
    }

    /** These settings with another look-ahead. */
    public ExecutorSettings withLookAhead(LookAhead other) {
        return new ExecutorSettings(periodSeconds, ensemble, other, pace, lag, watchdog, adaptive, synchronization);
    }

    /** These settings with another pace. */
    public ExecutorSettings withPace(PaceSettings other) {
        return new ExecutorSettings(
                periodSeconds, ensemble, lookAhead, other, lag, watchdog, adaptive, synchronization);
    }

    /** These settings with other lag settings. */
    public ExecutorSettings withLag(LagSettings other) {
        return new ExecutorSettings(
                periodSeconds, ensemble, lookAhead, pace, other, watchdog, adaptive, synchronization);
    }

    /** These settings with other watchdogs. */
    public ExecutorSettings withWatchdog(WatchdogSettings other) {
        return new ExecutorSettings(periodSeconds, ensemble, lookAhead, pace, lag, other, adaptive, synchronization);
    }

    /** These settings with other adaptive settings. */
    public ExecutorSettings withAdaptive(AdaptiveSettings other) {
        return new ExecutorSettings(periodSeconds, ensemble, lookAhead, pace, lag, watchdog, other, synchronization);
    }

    /** These settings with joints that wait for each other, or do not. */
    public ExecutorSettings withSynchronization(MotionLimiter.Synchronization other) {
        return new ExecutorSettings(periodSeconds, ensemble, lookAhead, pace, lag, watchdog, adaptive, other);
    }
}
