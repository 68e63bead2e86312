package org.prolepsis.flow.train;

/** Training was given up on the listener's request. */
public final class TrainingCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Says where it stopped.
     *
     * @param step steps done
     * @param total all the steps of the run
     */
    public TrainingCancelledException(int step, int total) {
        super("training was cancelled after " + step + " of " + total + " steps; no model was made");
    }
}
