package org.prolepsis.ros.intra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.msgs.std_msgs.Int32;

@Timeout(30)
class LocalLinkTest {
    private final List<LocalLink> detached = new ArrayList<>();

    private LocalLink link(int capacity) {
        LocalPublication publication = new LocalPublication() {
            @Override
            public MessageType<?> type() {
                return Int32.TYPE;
            }

            @Override
            public boolean attach(LocalLink link) {
                return true;
            }

            @Override
            public void detach(LocalLink link) {
                detached.add(link);
            }
        };
        return new LocalLink(publication, Int32.TYPE, "/listener", capacity);
    }

    private static void offer(LocalLink link, int value) {
        Int32 message = new Int32();
        message.data = value;
        link.offer(message);
    }

    private static int take(LocalLink link) throws InterruptedException {
        Message message = link.take();
        int value = ((Int32) message).data;
        link.giveBack(message);
        return value;
    }

    @Test
    void shouldBehaveAsABoundedQueueThatDropsItsOldest() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(11);
        for (int capacity : new int[] {1, 2, 5, 100}) {
            LocalLink link = link(capacity);
            Deque<Integer> model = new ArrayDeque<>();
            long drops = 0;
            for (int i = 0; i < 5000; i++) {
                if (random.nextInt(100) < 52) {
                    offer(link, i);
                    model.addLast(i);
                    if (model.size() > capacity) {
                        model.removeFirst();
                        drops++;
                    }
                } else if (!model.isEmpty()) {
                    assertEquals(model.removeFirst(), take(link));
                }
            }
            assertEquals(drops, link.dropped());
            while (!model.isEmpty()) {
                assertEquals(model.removeFirst(), take(link));
            }
        }
    }

    @Test
    void shouldReuseMessagesAndNeverThePublishers() throws InterruptedException {
        LocalLink link = link(10);
        Int32 mine = new Int32();
        link.offer(mine);
        Message first = link.take();
        assertNotSame(mine, first);
        link.giveBack(first);
        link.offer(mine);
        assertSame(first, link.take());
    }

    @Test
    void shouldDeliverWhatWaitsWhenThePublisherEndsButNothingMore() throws InterruptedException {
        LocalLink link = link(10);
        offer(link, 1);
        offer(link, 2);
        link.end();
        offer(link, 3);
        assertEquals(1, take(link));
        assertEquals(2, take(link));
        assertNull(link.take());
        assertEquals(2, link.statistics().messages() + link.statistics().dropped());
    }

    @Test
    void shouldForgetWhatWaitsAndLeaveThePublicationWhenTheSubscriberCloses() throws InterruptedException {
        LocalLink link = link(10);
        offer(link, 1);
        link.close();
        link.close();
        assertNull(link.take());
        offer(link, 2);
        assertNull(link.take());
        assertEquals(List.of(link), detached);
    }

    @Test
    void shouldWakeAWaitingReceiverForAMessageAndForTheEnd() throws InterruptedException {
        LocalLink link = link(10);
        List<Integer> got = new ArrayList<>();
        CountDownLatch one = new CountDownLatch(1);
        Thread receiver = new Thread(() -> {
            try {
                for (Message m = link.take(); m != null; m = link.take()) {
                    got.add(((Int32) m).data);
                    link.giveBack(m);
                    one.countDown();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        receiver.start();
        offer(link, 7);
        assertTrue(one.await(10, TimeUnit.SECONDS));
        link.close();
        receiver.join(10_000);
        assertEquals(List.of(7), got);
    }
}
