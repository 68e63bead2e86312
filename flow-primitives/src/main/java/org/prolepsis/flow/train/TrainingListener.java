package org.prolepsis.flow.train;

/** Follows a training run. Called by the thread that trains, so it should return soon. */
@FunctionalInterface
public interface TrainingListener {
    /** Does nothing. */
    TrainingListener NONE = (step, total, loss) -> {};

    /**
     * Called after each few steps and after the last.
     *
     * @param step steps done, over manifold and flow together
     * @param total all the steps of the run; an early stop counts those it spares as done
     * @param loss the loss of the part that is being trained
     */
    void onProgress(int step, int total, double loss);

    /**
     * Called when something worth a line happens: going on from a checkpoint, an early stop, the choice of a restart.
     *
     * @param message one sentence
     */
    default void onEvent(String message) {}

    /**
     * Asked before each step; once true, training ends with a {@link TrainingCancelledException}.
     *
     * @return true to give up
     */
    default boolean cancelled() {
        return false;
    }
}
