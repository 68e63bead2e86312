package org.prolepsis.action.chunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChunkQueueTest {
    private static ActionChunk numbered(int number) {
        return new ActionChunk(number, 0.04, 1, new double[] {number % 1000});
    }

    @Test
    void shouldRefuseWhenFullAndTakeAgainWhenEmptied() {
        ChunkQueue queue = new ChunkQueue(3);
        for (int i = 0; i < 4; i++) {
            assertTrue(queue.offer(numbered(i)), "rounded up to 4");
        }
        assertFalse(queue.offer(numbered(9)));
        assertEquals(0, queue.poll().observationTick());
        assertTrue(queue.offer(numbered(4)));
        for (int i = 1; i < 5; i++) {
            assertEquals(i, queue.poll().observationTick());
        }
        assertNull(queue.poll());
        assertThrows(IllegalArgumentException.class, () -> new ChunkQueue(0));
    }

    @Test
    void shouldHandOverEveryChunkInOrderBetweenThreads() throws InterruptedException {
        ChunkQueue queue = new ChunkQueue(8);
        int count = 50_000;
        Thread producer = new Thread(() -> {
            for (int i = 0; i < count; i++) {
                ActionChunk chunk = numbered(i);
                while (!queue.offer(chunk)) {
                    Thread.onSpinWait();
                }
            }
        });
        producer.start();
        int next = 0;
        while (next < count) {
            ActionChunk chunk = queue.poll();
            if (chunk != null) {
                assertEquals(next, chunk.observationTick());
                assertEquals(next % 1000, chunk.position(0, 0));
                next++;
            }
        }
        producer.join();
        assertNull(queue.poll());
    }
}
