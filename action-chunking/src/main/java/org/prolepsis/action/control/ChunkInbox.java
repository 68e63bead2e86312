package org.prolepsis.action.control;

import org.prolepsis.action.chunk.ActionChunk;
import org.prolepsis.action.chunk.ChunkBuffer;
import org.prolepsis.action.chunk.ChunkQueue;

/**
 * Chunks on their way from the producer to the path follower, and how long the last good one is ago. {@link #offer}
 * belongs to one producer thread, everything else to the control thread.
 */
final class ChunkInbox {
    private static final int QUEUE = 64;

    /** The last of many chunks ends a motion if it stands still for so long, s. */
    private static final double REST_SECONDS = 0.2;

    private final int joints;
    private final long staleNanos;
    private final Telemetry telemetry;
    private final ChunkQueue queue = new ChunkQueue(QUEUE);
    private long newestNanos;
    private long chunksInMotion;

    ChunkInbox(int joints, long staleNanos, Telemetry telemetry) {
        this.joints = joints;
        this.staleNanos = staleNanos;
        this.telemetry = telemetry;
    }

    ActionExecutor.Offer offer(ActionChunk chunk) {
        Telemetry.count(telemetry.offered);
        if (chunk.joints() != joints) {
            Telemetry.count(telemetry.wrongWidth);
            return ActionExecutor.Offer.WRONG_WIDTH;
        }
        if (!queue.offer(chunk)) {
            Telemetry.count(telemetry.queueFull);
            return ActionExecutor.Offer.QUEUE_FULL;
        }
        return ActionExecutor.Offer.QUEUED;
    }

    /**
     * Empties the queue into the follower, or away.
     *
     * @param wanted whether chunks may move the arm now
     */
    void deliver(PathFollower follower, boolean wanted, long nowNanos) {
        boolean begins = !follower.hasChunk();
        boolean newer = false;
        ActionChunk chunk = queue.poll();
        while (chunk != null) {
            if (wanted) {
                ChunkBuffer.Verdict verdict = follower.add(chunk);
                telemetry.chunk(verdict);
                newer |= verdict == ChunkBuffer.Verdict.ACCEPTED;
            } else {
                telemetry.unwantedChunk();
            }
            chunk = queue.poll();
        }
        if (newer) {
            chunksInMotion = begins ? 1 : chunksInMotion + 1;
            newestNanos = nowNanos;
            follower.plan();
        }
    }

    /** Whether a motion has been without a new chunk for too long. */
    boolean stale(PathFollower follower, long nowNanos) {
        return nowNanos - newestNanos > staleNanos && !complete(follower);
    }

    /**
     * Whether the newest chunk says all there is to do. One chunk alone that ends at rest does. Where chunks have been
     * coming one after the other, an end that is slow may be the turn of a motion whose chunks have stopped coming.
     */
    private boolean complete(PathFollower follower) {
        return chunksInMotion > 1 ? follower.restsFor(REST_SECONDS) : follower.endsAtRest();
    }
}
