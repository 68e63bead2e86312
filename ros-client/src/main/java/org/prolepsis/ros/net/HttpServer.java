package org.prolepsis.ros.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Minimal HTTP/1.1 for XML-RPC: POST in, one body out. Bytes move on an {@link IoLoop}; requests are answered on a small
 * pool, one at a time for a connection. Ours rather than the JDK's: its
 * limits and timeouts are system properties for the whole JVM.
 */
public final class HttpServer implements AutoCloseable {
    /** Answers a request body; called by several threads. It lets {@link HttpAnswer.NoRoomException} pass. */
    @FunctionalInterface
    public interface Responder {
        void respond(byte[] body, HttpAnswer answer);
    }

    private static final int THREADS = 8;
    private static final byte[] CROWDED = ("HTTP/1.1 503 Service Unavailable\r\nServer: prolepsis\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final ThreadPoolExecutor workers;

    private HttpServer(int port, ThreadPoolExecutor workers) {
        this.port = port;
        this.workers = workers;
    }

    /** Listens on the loop; the loop's end closes the connections. */
    public static HttpServer start(
            IoLoop loop, InetSocketAddress address, HttpLimits limits, String threadName, Responder responder)
            throws IOException {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor workers =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, threadName + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        workers.allowCoreThreadTimeOut(true);
        int port = loop.listen(
                address, channel -> HttpConnection.serve(loop, channel, limits, workers, responder), CROWDED);
        return new HttpServer(port, workers);
    }

    /** The port that is bound. */
    public int port() {
        return port;
    }

    /** Lets requests that have begun end, and takes no more. */
    @Override
    public void close() {
        workers.shutdown();
    }
}
