package org.prolepsis.ros.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.ServiceServer;
import org.prolepsis.msgs.ServiceType;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.ros.tcpros.ConnectionHeader;

/** Service connections, with a caller or a server made by hand at the other end. */
@Timeout(60)
class ServiceConnectionsTest extends NodeTest {
    /** An ok byte and a text. */
    private record Answer(boolean ok, String text) {}

    private void serve(String name, String message) {
        node("server").newServiceServer(name, Trigger.TYPE, (q, r) -> {
            r.success = true;
            r.message = message;
        });
    }

    private static void request(Socket socket) throws IOException {
        socket.getOutputStream().write(new byte[4]);
    }

    private static Answer answer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        boolean ok = in.readByte() != 0;
        ByteBuffer body = readBlock(socket);
        if (!ok) {
            return new Answer(false, StandardCharsets.UTF_8.decode(body).toString());
        }
        Trigger.Response response = new Trigger.Response();
        response.readFrom(body);
        return new Answer(true, response.message);
    }

    @Test
    void shouldCloseAfterOneAnswerUnlessTheCallerWantsToStay() throws Exception {
        serve("/service", "done");
        try (Socket once = toServer("/service");
                Socket stays = toServer("/service")) {
            shakeHands(once, "callerid", "/c", "service", "/service", "md5sum", Trigger.TYPE.md5());
            request(once);
            assertEquals(new Answer(true, "done"), answer(once));
            assertEquals(-1, once.getInputStream().read());
            shakeHands(stays, "callerid", "/c", "service", "/service", "md5sum", "*", "persistent", "1");
            for (int i = 0; i < 3; i++) {
                request(stays);
                assertEquals(new Answer(true, "done"), answer(stays));
            }
        }
    }

    @Test
    void shouldTellAProbeTheTypesAndClose() throws Exception {
        serve("/service", "done");
        try (Socket probe = toServer("/service")) {
            ConnectionHeader header =
                    shakeHands(probe, "callerid", "/c", "service", "/service", "md5sum", "*", "probe", "1");
            assertEquals("std_srvs/Trigger", header.get("type"));
            assertEquals("std_srvs/TriggerRequest", header.get("request_type"));
            assertEquals("std_srvs/TriggerResponse", header.get("response_type"));
            assertEquals(Trigger.TYPE.md5(), header.get("md5sum"));
            assertEquals("/server", header.get("callerid"));
            assertEquals(-1, probe.getInputStream().read());
        }
    }

    @Test
    void shouldRefuseCallersInTheWordsOfRoscpp() throws Exception {
        serve("/service", "done");
        assertEquals(
                "bogus tcpros header. did not have the required elements: md5sum, service, callerid",
                refusal("callerid", "/c", "service", "/service"));
        assertEquals(
                "bogus tcpros header. did not have the required elements: md5sum, service, callerid",
                refusal("md5sum", "*", "service", "/service"));
        assertEquals(
                "received a tcpros connection for a nonexistent service [/none].",
                refusal("callerid", "/c", "service", "/none", "md5sum", "*"));
        assertEquals(
                "client wants service /service to have md5sum 0123, but it has " + Trigger.TYPE.md5()
                        + ". Dropping connection.",
                refusal("callerid", "/c", "service", "/service", "md5sum", "0123"));
    }

    private String refusal(String... fields) throws Exception {
        try (Socket socket = toServer("/service")) {
            String error = shakeHands(socket, fields).get("error");
            assertEquals(-1, socket.getInputStream().read(), "the connection is closed");
            return error;
        }
    }

    @Test
    void shouldTellTheCallerOfAHandlerThatFailsAndGoOn() throws Exception {
        CountDownLatch failed = new CountDownLatch(1);
        node("server").newServiceServer("/service", Trigger.TYPE, (q, r) -> {
            if (failed.getCount() > 0) {
                failed.countDown();
                throw new IllegalStateException("expected by the test");
            }
            r.success = true;
        });
        try (ServiceClient<Trigger.Request, Trigger.Response> caller =
                node("caller").newServiceClient("/service", Trigger.TYPE)) {
            ServiceException error =
                    assertThrows(ServiceException.class, () -> caller.call(new Trigger.Request(), SECONDS));
            assertTrue(error.getMessage().contains("expected by the test"), error.getMessage());
            assertTrue(caller.call(new Trigger.Request(), SECONDS).success);
        }
    }

    @Test
    void shouldFailTheCallAtOnceWhenTheServerGoesInTheMiddleOfIt() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        RosConnectedNode server = node("server");
        ServiceServer service = server.newServiceServer("/service", Trigger.TYPE, (q, r) -> {
            began.countDown();
            try {
                assertTrue(release.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        try (ServiceClient<Trigger.Request, Trigger.Response> caller =
                node("caller").newServiceClient("/service", Trigger.TYPE)) {
            CompletableFuture<ServiceException> outcome = CompletableFuture.supplyAsync(() -> assertThrows(
                    ServiceException.class, () -> caller.call(new Trigger.Request(), SECONDS.multipliedBy(6))));
            assertTrue(began.await(10, TimeUnit.SECONDS));
            service.close();
            ServiceException lost = outcome.get(10, TimeUnit.SECONDS);
            assertTrue(lost.getMessage().startsWith("/service: the call failed: "), lost.getMessage());
            release.countDown();
            server.newServiceServer("/service", Trigger.TYPE, (q, r) -> r.success = true);
            assertTrue(caller.call(new Trigger.Request(), SECONDS).success, "the same client finds the next server");
        }
    }

    @Test
    void shouldCallWithAnyChecksumWhatHasTheSameLayout() throws Exception {
        serve("/service", "done");
        ServiceType<Trigger.Request, Trigger.Response> any =
                new ServiceType<>("*", "*", Trigger.TYPE.request(), Trigger.TYPE.response());
        try (ServiceClient<Trigger.Request, Trigger.Response> caller =
                node("caller").newServiceClient("/service", any)) {
            assertEquals("done", caller.call(new Trigger.Request(), SECONDS).message);
        }
    }

    /** A server that reads the caller's header, answers with the given bytes and closes. */
    private ServiceException callServerThatAnswers(byte[] bytes) throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            masterClient()
                    .call(
                            "registerService",
                            "/theirs",
                            "rosrpc://127.0.0.1:" + listening.getLocalPort(),
                            "http://x:1/");
            CompletableFuture<ConnectionHeader> header = CompletableFuture.supplyAsync(() -> {
                try (Socket caller = listening.accept()) {
                    ConnectionHeader theirs = ConnectionHeader.decode(readBlock(caller));
                    caller.getOutputStream().write(bytes);
                    return theirs;
                } catch (IOException failed) {
                    throw new java.io.UncheckedIOException(failed);
                }
            });
            try (ServiceClient<Trigger.Request, Trigger.Response> client =
                    node("caller").newServiceClient("/theirs", Trigger.TYPE)) {
                ServiceException failed =
                        assertThrows(ServiceException.class, () -> client.call(new Trigger.Request(), SECONDS));
                assertEquals(Trigger.TYPE.md5(), header.get(5, TimeUnit.SECONDS).get("md5sum"));
                assertNull(header.get().get("error"));
                return failed;
            }
        }
    }

    @Test
    void shouldPassOnWhyAServerRefusesAndSayWhatToDo() throws Exception {
        String words = "client wants service /theirs to have md5sum a, but it has b. Dropping connection.";
        ServiceException refused = callServerThatAnswers(
                ConnectionHeader.of("error", words + "\n").encode().array());
        assertEquals(
                "/theirs: the server refuses: " + words
                        + "; build both sides from the same definition (compare 'rosservice info /theirs' and"
                        + " 'rosmsg md5')",
                refused.getMessage());
    }

    @Test
    void shouldNameBothTypesWhenTheServerDoesNotCheckThem() throws Exception {
        ServiceException refused =
                callServerThatAnswers(ConnectionHeader.of("callerid", "/s", "md5sum", "b", "type", "a/B")
                        .encode()
                        .array());
        assertTrue(
                refused.getMessage()
                        .contains("it has datatype/md5sum [a/B/b], but our version has [std_srvs/Trigger/"
                                + Trigger.TYPE.md5() + "]"),
                refused.getMessage());
        ServiceException bare = callServerThatAnswers(
                ConnectionHeader.of("callerid", "/s").encode().array());
        assertTrue(
                bare.getMessage().contains("TCPROS header from service server did not have required element: md5sum"),
                bare.getMessage());
    }

    @Test
    void shouldSuspectTheTypeWhenTheServerClosesWithoutAWord() throws Exception {
        ServiceException silent = callServerThatAnswers(new byte[0]);
        assertTrue(silent.getMessage().contains("is std_srvs/Trigger its type?"), silent.getMessage());
    }

    @Test
    void shouldRefuseAResponseOfAbsurdLength() throws Exception {
        byte[] header =
                ConnectionHeader.of("callerid", "/s", "md5sum", "*").encode().array();
        ByteBuffer bytes = ByteBuffer.allocate(header.length + 5).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header).put((byte) 1).putInt(-1);
        ServiceException refused = callServerThatAnswers(bytes.array());
        assertTrue(refused.getMessage().contains("announces 4294967295 bytes"), refused.getMessage());
        assertFalse(refused.getMessage().contains("refuses"), refused.getMessage());
    }
}
