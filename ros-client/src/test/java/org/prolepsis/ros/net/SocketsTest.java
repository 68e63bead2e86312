package org.prolepsis.ros.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class SocketsTest {
    @Test
    void shouldBindLoopbackOnlyWhenPeersAreToldLoopback() throws IOException {
        assertTrue(Sockets.bindAddress("127.0.0.1", 0).getAddress().isLoopbackAddress());
        assertTrue(Sockets.bindAddress("localhost", 0).getAddress().isLoopbackAddress());
    }

    @Test
    void shouldBindEveryInterfaceForAnAddressThatIsNotOfThisMachine() throws IOException {
        assertTrue(Sockets.bindAddress("192.0.2.1", 5).getAddress().isAnyLocalAddress());
        assertEquals(5, Sockets.bindAddress("192.0.2.1", 5).getPort());
    }

    @Test
    void shouldRejectAddressesWithoutHostOrPort() {
        assertThrows(UnknownHostException.class, () -> Sockets.resolve(null, 1));
        assertThrows(UnknownHostException.class, () -> Sockets.resolve("127.0.0.1", -1));
        assertThrows(UnknownHostException.class, () -> Sockets.resolve("127.0.0.1", 65536));
    }
}
