package org.prolepsis.flow.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A run over its stages: counts steps, tells the listener, keeps what is finished, and writes checkpoints. */
final class TrainingRun {
    private static final int REPORT_EVERY = 20;

    private final TrainingListener listener;
    private final int total;
    private final CheckpointFile file;
    private final long everyNanos;
    private final Map<String, String> fingerprint;
    private final Map<String, Finished> finished = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private double secondsBefore;
    private CheckpointFile.Content resumed;
    private long lastWritten = start;
    private int done;
    private int taken;

    /** A run without checkpoints. */
    TrainingRun(TrainingListener listener, int total) {
        this(listener, total, null, Map.of());
    }

    /**
     * A run that goes on from its checkpoint, if there is one.
     *
     * @param checkpoints where to leave them, or null
     * @throws CheckpointException if there is one that is damaged or of another run
     */
    TrainingRun(TrainingListener listener, int total, Checkpoints checkpoints, Map<String, String> fingerprint) {
        this.listener = listener;
        this.total = total;
        this.fingerprint = fingerprint;
        this.file = checkpoints == null ? null : new CheckpointFile(checkpoints.file());
        this.everyNanos = checkpoints == null ? 0 : checkpoints.every().toNanos();
        if (file != null && file.exists()) {
            resumed = file.read(fingerprint);
            finished.putAll(resumed.finished());
            secondsBefore = resumed.seconds();
            String where = resumed.stage().isEmpty()
                    ? "after " + finished.size() + " stages"
                    : "at step " + resumed.loop().step() + " of " + resumed.stage();
            event("goes on " + where + ", from " + checkpoints.file());
        }
    }

    /** This run with its stages to do again, on other data; without checkpoints. */
    TrainingRun again() {
        finished.clear();
        return this;
    }

    /** The state a loop is gone on with. */
    record Partial(TrainingLoop.State state, List<float[]> variables) {}

    /** A stage from the checkpoint, or else trained now. */
    Finished stage(String name, int steps, Supplier<Finished> train) {
        Finished known = finished.get(name);
        if (known != null) {
            done += steps;
            taken += known.steps();
            return known;
        }
        Finished result = train.get();
        finished.put(name, result);
        write("", null, List.of());
        return result;
    }

    /** Where the checkpoint left a stage, once. */
    Optional<Partial> resume(String stage) {
        if (resumed == null || !resumed.stage().equals(stage)) {
            return Optional.empty();
        }
        Partial partial = new Partial(resumed.loop(), resumed.variables());
        resumed = null;
        done += partial.state().step();
        taken += partial.state().step();
        return Optional.of(partial);
    }

    /** Called before each step: gives up when asked to, and leaves a checkpoint when it is time. */
    void beforeStep(String stage, Supplier<TrainingLoop.State> state, Supplier<List<float[]>> variables) {
        boolean cancelled = listener.cancelled() || Thread.currentThread().isInterrupted();
        if (file != null && (cancelled || System.nanoTime() - lastWritten >= everyNanos)) {
            write(stage, state.get(), variables.get());
        }
        if (cancelled) {
            throw new TrainingCancelledException(done, total);
        }
    }

    private void write(String stage, TrainingLoop.State state, List<float[]> variables) {
        if (file != null) {
            file.write(new CheckpointFile.Content(fingerprint, seconds(), finished, stage, state, variables));
            lastWritten = System.nanoTime();
        }
    }

    /** Called after each step. */
    void stepDone(double loss) {
        done++;
        taken++;
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("the loss became " + loss + " at step " + done + " of " + total
                    + "; try another seed or a smaller weight of smoothness and consistency");
        }
        if (done % REPORT_EVERY == 0 || done == total) {
            listener.onProgress(done, total, loss);
        }
    }

    /** Steps that an early stop spares. */
    void skipped(int steps) {
        done += steps;
    }

    void event(String message) {
        listener.onEvent(message);
    }

    /** Steps taken, in this process or before it. */
    int taken() {
        return taken;
    }

    /** Seconds spent, in this process or up to the checkpoint it goes on from. */
    double seconds() {
        return secondsBefore + (System.nanoTime() - start) * 1e-9;
    }
}
