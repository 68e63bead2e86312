package org.prolepsis.sim.bench;

import org.prolepsis.action.control.ActionExecutor;
import org.prolepsis.action.control.ExecutorReport;
import org.prolepsis.action.control.ExecutorState;

/** Means of look-ahead and pace over the ticks at which the executor follows chunks. */
final class Means {
    /** A look at the executor makes an object; every so many ticks is often enough. */
    private static final int EVERY = 8;

    private int ticks;
    private int looks;
    private double lookAhead;
    private double pace;

    void accept(ActionExecutor executor) {
        ticks++;
        if (ticks % EVERY == 0 && executor.state() == ExecutorState.RUNNING) {
            ExecutorReport report = executor.report();
            looks++;
            lookAhead += report.lookAheadSteps();
            pace += report.pace();
        }
    }

    double lookAhead() {
        return looks == 0 ? 0 : lookAhead / looks;
    }

    double pace() {
        return looks == 0 ? 0 : pace / looks;
    }
}
