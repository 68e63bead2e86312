package org.prolepsis.ros.tcpros;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.msgs.std_msgs.String;
import org.prolepsis.ros.net.BufferBudget;

@Timeout(30)
class OutboundQueueTest {
    @Test
    void shouldKeepNoMoreForAStalledPeerThanTheBudgetAllowsAndGiveItBack() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (SocketChannel sender = SocketChannel.open(server.getLocalAddress());
                    SocketChannel stalled = server.accept()) {
                sender.configureBlocking(false);
                BufferBudget budget = new BufferBudget(30_000_000);
                OutboundQueue queue = new OutboundQueue(sender, 1000, budget);
                String message = new String();
                message.data = "x".repeat(1_000_000);
                Frame frame = new Frame();
                for (int i = 0; i < 100; i++) {
                    frame.encode(message);
                    queue.send(frame);
                    assertTrue(budget.used() <= 30_000_000, "buffered: " + budget.used());
                }
                assertTrue(stalled.isOpen());
                assertTrue(budget.used() > 20_000_000, "buffered: " + budget.used());
                assertTrue(queue.counts().dropped() > 50, "dropped: " + queue.counts());
                assertFalse(queue.isEmpty());
                queue.close();
                assertEquals(0, budget.used());
                assertFalse(queue.send(frame), "a closed queue takes nothing");
                assertEquals(0, budget.used());
            }
        }
    }
}
