package org.prolepsis.ros.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One inbound HTTP connection: read a request, have it answered, write the response, begin again. */
final class HttpConnection implements IoLoop.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final IoLoop loop;
    private final SocketChannel channel;
    private final HttpLimits limits;
    private final Executor workers;
    private final HttpServer.Responder responder;

    /** What a parsed request takes of memory, in bytes for each byte of its text. */
    private static final int PARSED = 4;

    private final BufferBudget.Share held;
    private SelectionKey key;
    private byte[] in = new byte[512];
    private int count;
    private int scanned;
    private HttpHead head;
    private int bodyStart;
    private long deadlineNanos;
    private long idleSinceNanos = System.nanoTime();
    private boolean keepAlive;
    private HttpAnswer out;

    private HttpConnection(
            IoLoop loop, SocketChannel channel, HttpLimits limits, Executor workers, HttpServer.Responder responder) {
        this.loop = loop;
        this.channel = channel;
        this.limits = limits;
        this.workers = workers;
        this.responder = responder;
        held = loop.budget().newShare();
    }

    static void serve(
            IoLoop loop, SocketChannel channel, HttpLimits limits, Executor workers, HttpServer.Responder responder)
            throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        HttpConnection connection = new HttpConnection(loop, channel, limits, workers, responder);
        connection.deadlineNanos = System.nanoTime() + limits.requestTimeout().toNanos();
        connection.key = loop.register(channel, SelectionKey.OP_READ, connection);
    }

    @Override
    public void onReady(SelectionKey ready) throws IOException {
        if (out != null) {
            flush();
        } else {
            readSome();
        }
    }

    @Override
    public void onTick(long nowNanos) {
        if (deadlineNanos != 0 && nowNanos - deadlineNanos > 0) {
            LOG.debug("closing an HTTP connection that was silent for too long");
            close();
        }
    }

    private void readSome() throws IOException {
        ByteBuffer scratch = loop.scratch();
        int n = channel.read(scratch);
        if (n < 0) {
            close();
            return;
        }
        if (count == 0 && n > 0) {
            idleSinceNanos = keepAlive ? Long.MAX_VALUE : idleSinceNanos;
            deadlineNanos = System.nanoTime() + limits.requestTimeout().toNanos();
        }
        if (append(scratch.flip())) {
            advance();
        } else {
            refuse("503 Service Unavailable");
        }
    }

    /** False if the buffers of all connections are full. */
    private boolean append(ByteBuffer bytes) {
        int n = bytes.remaining();
        if (count + n > in.length) {
            int size = Math.max(count + n, in.length * 2);
            if (!held.tryHold(size)) {
                return false;
            }
            in = Arrays.copyOf(in, size);
        }
        bytes.get(in, count, n);
        count += n;
        return true;
    }

    private void advance() throws IOException {
        if (head == null && !readHead()) {
            return;
        }
        int length = (int) head.contentLength();
        if (count - bodyStart < length) {
            return;
        }
        byte[] body = Arrays.copyOfRange(in, bodyStart, bodyStart + length);
        int rest = count - bodyStart - length;
        // Also shrinks what one large request has grown.
        in = Arrays.copyOfRange(in, bodyStart + length, bodyStart + length + Math.max(512, rest));
        count = rest;
        scanned = 0;
        head = null;
        idleSinceNanos = Long.MAX_VALUE;
        long asked = in.length + (1L + PARSED) * length;
        if (!held.tryHold(asked)) {
            refuse("503 Service Unavailable");
            return;
        }
        deadlineNanos = 0;
        key.interestOps(0);
        answer(body, new HttpAnswer(held, asked));
    }

    private boolean readHead() throws IOException {
        int end = HttpHead.end(in, scanned, count);
        scanned = count;
        if (end < 0 ? count > limits.maxHeadBytes() : end > limits.maxHeadBytes()) {
            refuse("431 Request Header Fields Too Large");
            return false;
        }
        if (end < 0) {
            return false;
        }
        try {
            return accept(HttpHead.parse(in, end), end);
        } catch (IllegalArgumentException malformed) {
            refuse("400 Bad Request");
            return false;
        }
    }

    private boolean accept(HttpHead parsed, int end) throws IOException {
        long length = parsed.contentLength();
        if (!parsed.startLine().startsWith("POST ") || !parsed.startLine().contains(" HTTP/1.")) {
            refuse(parsed.startLine().contains(" HTTP/1.") ? "405 Method Not Allowed" : "400 Bad Request");
            return false;
        }
        if (parsed.isTransferEncoded()) {
            refuse("501 Not Implemented");
            return false;
        }
        if (length < 0) {
            refuse("411 Length Required");
            return false;
        }
        if (length > limits.maxBodyBytes()) {
            refuse("413 Content Too Large");
            return false;
        }
        if (parsed.headers().getOrDefault("expect", "").startsWith("100")) {
            channel.write(ByteBuffer.wrap(CONTINUE));
        }
        head = parsed;
        bodyStart = end;
        keepAlive = parsed.keepsAlive();
        return true;
    }

    private void answer(byte[] body, HttpAnswer answer) {
        try {
            workers.execute(() -> {
                String refusal = refusalOrNull(body, answer);
                loop.execute(() -> {
                    if (refusal == null) {
                        respond("200 OK", answer);
                    } else {
                        refuse(refusal);
                    }
                });
            });
        } catch (RejectedExecutionException closing) {
            refuse("503 Service Unavailable");
        }
    }

    /** Has the request answered; what to say instead if that fails. */
    private String refusalOrNull(byte[] body, HttpAnswer answer) {
        try {
            responder.respond(body, answer);
            return null;
        } catch (HttpAnswer.NoRoomException full) {
            LOG.debug("giving an answer up: {}", full.getMessage());
            answer.clear();
            return "503 Service Unavailable";
        } catch (RuntimeException | Error failed) {
            LOG.warn("a request was not answered", failed);
            answer.clear();
            return "500 Internal Server Error";
        }
    }

    private void refuse(String status) {
        LOG.debug("refusing an HTTP request: {}", status);
        keepAlive = false;
        HttpAnswer said = new HttpAnswer(held, in.length);
        said.addFirst(status.getBytes(StandardCharsets.US_ASCII));
        respond(status, said);
    }

    private void respond(String status, HttpAnswer answer) {
        String text = "HTTP/1.1 " + status + "\r\nServer: prolepsis\r\nContent-Type: text/xml\r\nContent-Length: "
                + answer.size() + (keepAlive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
        answer.addFirst(text.getBytes(StandardCharsets.US_ASCII));
        out = answer;
        deadlineNanos = System.nanoTime() + limits.requestTimeout().toNanos();
        try {
            flush();
        } catch (IOException lost) {
            LOG.debug("the peer left before its answer: {}", lost.toString());
            close();
        }
    }

    private void flush() throws IOException {
        boolean done = out.writeTo(channel);
        held.hold(in.length + out.size());
        if (!done) {
            loop.setInterest(key, SelectionKey.OP_WRITE);
            return;
        }
        out = null;
        if (!keepAlive) {
            close();
            return;
        }
        idleSinceNanos = System.nanoTime();
        deadlineNanos = idleSinceNanos + (count > 0 ? limits.requestTimeout() : limits.idleTimeout()).toNanos();
        loop.setInterest(key, SelectionKey.OP_READ);
        if (count > 0) {
            advance();
        }
    }

    @Override
    public long idleSinceNanos() {
        return out == null ? idleSinceNanos : Long.MAX_VALUE;
    }

    @Override
    public long stalledSinceNanos() {
        return out == null
                ? Long.MAX_VALUE
                : deadlineNanos - limits.requestTimeout().toNanos();
    }

    @Override
    public void close() {
        held.close();
        Sockets.closeQuietly(channel);
    }
}
