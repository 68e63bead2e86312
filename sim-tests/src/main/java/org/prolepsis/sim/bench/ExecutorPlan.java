package org.prolepsis.sim.bench;

import java.util.List;
import org.prolepsis.action.control.ExecutorSettings;
import org.prolepsis.action.control.WatchdogSettings;
import org.prolepsis.action.pace.PaceSettings;
import org.prolepsis.sim.cell.ColorSortCell;

/** The settings an executor has in the benchmark: the defaults but for what is said here. */
final class ExecutorPlan {
    /** Chunks come up to a second late here; that is what is measured, not a fault. */
    private static final double STALE_CHUNK_SECONDS = 3;

    /** Looking ahead means being commanded far away: a sped-up arm must not be taken for a blocked one. */
    private static final double TRACKING_ERROR = Double.POSITIVE_INFINITY;

    private static final String GRIPPER = ColorSortCell.JOINT_NAMES.get(ColorSortCell.JOINT_NAMES.size() - 1);

    private ExecutorPlan() {}

    static ExecutorSettings of(Variant variant) {
        ExecutorSettings settings = ExecutorSettings.atRate(1 / ClosedLoop.CONTROL_SECONDS);
        PaceSettings pace = settings.pace();
        WatchdogSettings watchdog = settings.watchdog();
        return settings.withEnsemble(variant.ensemble())
                .withLookAhead(variant.lookAhead())
                .withAdaptive(settings.adaptive().withGripperJoints(List.of(GRIPPER)))
                .withPace(pace.withSpeed(variant.speed()))
                .withWatchdog(new WatchdogSettings(
                        STALE_CHUNK_SECONDS,
                        watchdog.staleJointStatesSeconds(),
                        TRACKING_ERROR,
                        watchdog.restVelocity()));
    }
}
