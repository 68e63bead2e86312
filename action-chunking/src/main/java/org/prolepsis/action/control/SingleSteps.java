package org.prolepsis.action.control;

/** How far single steps still have to go, in ticks of virtual time, and the pace that comes to rest exactly there. */
final class SingleSteps {
    private final double change;
    private double left;

    /**
     * Without steps.
     *
     * @param change how much the pace may change from tick to tick
     */
    SingleSteps(double change) {
        this.change = change;
    }

    void add(double ticks) {
        left += ticks;
    }

    boolean pending() {
        return left > 0;
    }

    /** Takes note of a tick at a pace. */
    void moved(double pace) {
        left = Math.max(0, left - pace);
    }

    void clear() {
        left = 0;
    }

    /**
     * The largest pace from which the steps can still end where they should. Slowing down by the change a tick from
     * {@code k} changes covers {@code change k (k + 1) / 2} ticks; what is less than one change is covered at once.
     */
    double mostPace() {
        double k = (Math.sqrt(1 + 8 * left / change) - 1) / 2;
        return k >= 1 ? change * k : left;
    }
}
