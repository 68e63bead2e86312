package org.prolepsis.flow.train;

/** Counts the steps of all parts of a run and passes them to the listener. */
final class Progress {
    private static final int REPORT_EVERY = 20;

    private final TrainingListener listener;
    private final int total;
    private int done;

    Progress(TrainingListener listener, int total) {
        this.listener = listener;
        this.total = total;
    }

    /** Called before each step. */
    void checkCancelled() {
        if (listener.cancelled() || Thread.currentThread().isInterrupted()) {
            throw new TrainingCancelledException(done, total);
        }
    }

    /** Called after each step. */
    void stepDone(double loss) {
        done++;
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("the loss became " + loss + " at step " + done + " of " + total
                    + "; try another seed or a smaller weight of smoothness and consistency");
        }
        if (done % REPORT_EVERY == 0 || done == total) {
            listener.onProgress(done, total, loss);
        }
    }

    int done() {
        return done;
    }

    /** The cosine schedule from a first rate to a thousandth of it. */
    static double rate(double first, int step, int steps) {
        double cosine = 0.5 * (1 + Math.cos(Math.PI * step / steps));
        return first * (0.001 + 0.999 * cosine);
    }
}
