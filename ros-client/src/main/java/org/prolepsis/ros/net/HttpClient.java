package org.prolepsis.ros.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Posts bodies and keeps connections. Ours rather than {@code java.net.http}: that one brings a thread pool and a selector
 * thread to every node for requests of one kilobyte. May be used by any thread.
 */
public final class HttpClient implements AutoCloseable {
    private static final int MAX_RESPONSE_BYTES = 64 * 1024 * 1024;
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    private static final int MAX_IDLE = 2;
    /** A master has many nodes come and go; each kept connection takes three descriptors. */
    private static final int MAX_IDLE_PEERS = 64;

    private static final long MAX_IDLE_NANOS = Duration.ofSeconds(20).toNanos();

    private record Idle(TimedChannel channel, long sinceNanos) {}

    private final Map<String, Deque<Idle>> idle = new LinkedHashMap<>();
    private boolean closed;

    /**
     * Posts a body and returns that of the response.
     *
     * @throws IOException if the peer cannot be reached, does not answer in time or answers other than 200
     */
    public byte[] post(URI uri, byte[] body, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        String authority = uri.getHost() + ":" + uri.getPort();
        ByteBuffer request = request(uri, authority, body);
        TimedChannel kept = takeIdle(authority);
        if (kept != null) {
            try {
                return exchange(kept, authority, request, deadline);
            } catch (java.net.SocketTimeoutException late) {
                throw late;
            } catch (IOException stale) {
                // The peer may have closed the kept connection just now; XML-RPC calls of ROS bear a second try.
                request.rewind();
            }
        }
        return exchange(
                TimedChannel.connect(Sockets.resolve(uri.getHost(), uri.getPort()), deadline),
                authority,
                request,
                deadline);
    }

    private static ByteBuffer request(URI uri, String authority, byte[] body) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + authority
                        + "\r\nUser-Agent: prolepsis\r\nContent-Type: text/xml\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(head.length + body.length);
        return out.put(head).put(body).flip();
    }

    private byte[] exchange(TimedChannel channel, String authority, ByteBuffer request, long deadline)
            throws IOException {
        boolean done = false;
        try {
            channel.write(request, deadline);
            Response response = readResponse(channel, deadline);
            done = true;
            if (response.keepAlive) {
                giveBack(authority, channel);
            } else {
                channel.close();
            }
            return response.body;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    private static final class Response {
        final byte[] body;
        final boolean keepAlive;

        Response(byte[] body, boolean keepAlive) {
            this.body = body;
            this.keepAlive = keepAlive;
        }
    }

    private static Response readResponse(TimedChannel channel, long deadline) throws IOException {
        byte[] bytes = new byte[4096];
        int count = 0;
        int end = -1;
        while (end < 0) {
            int n = channel.read(ByteBuffer.wrap(bytes, count, bytes.length - count), deadline);
            if (n < 0) {
                throw new EOFException("the peer closed the connection before it answered");
            }
            end = HttpHead.end(bytes, count, count + n);
            count += n;
            if (end < 0 && count == bytes.length) {
                if (count >= MAX_HEAD_BYTES) {
                    throw new IOException("the answer's HTTP head exceeds " + MAX_HEAD_BYTES + " bytes");
                }
                bytes = Arrays.copyOf(bytes, count * 2);
            }
        }
        return readBody(channel, head(bytes, end), Arrays.copyOfRange(bytes, end, count), deadline);
    }

    private static HttpHead head(byte[] bytes, int end) throws IOException {
        try {
            HttpHead head = HttpHead.parse(bytes, end);
            if (!head.startLine().startsWith("HTTP/1.") || !head.startLine().contains(" 200")) {
                throw new IOException("the peer answered '" + head.startLine() + "'; expected HTTP 200");
            }
            if (head.isTransferEncoded() || head.contentLength() > MAX_RESPONSE_BYTES) {
                throw new IOException(
                        "the answer has the length " + head.headers().get("content-length")
                                + " and the transfer encoding " + head.headers().get("transfer-encoding") + "; at most "
                                + MAX_RESPONSE_BYTES + " bytes without an encoding are read");
            }
            return head;
        } catch (IllegalArgumentException malformed) {
            throw new IOException("the peer's answer is not HTTP: " + malformed.getMessage(), malformed);
        }
    }

    private static Response readBody(TimedChannel channel, HttpHead head, byte[] begun, long deadline)
            throws IOException {
        long length = head.headers().containsKey("content-length") ? head.contentLength() : Long.MAX_VALUE;
        boolean toTheEnd = length == Long.MAX_VALUE;
        byte[] body = begun;
        int count = begun.length;
        while (count < length) {
            if (count == body.length) {
                // Grows with what has come, not with what was announced.
                body = Arrays.copyOf(
                        body, (int) Math.min(Math.max(4096, count * 2L), Math.min(length, MAX_RESPONSE_BYTES + 1L)));
            }
            int n = channel.read(ByteBuffer.wrap(body, count, body.length - count), deadline);
            if (n < 0 && toTheEnd) {
                break;
            }
            if (n < 0 || count + n > MAX_RESPONSE_BYTES) {
                throw new IOException("the answer broke off after " + count + " bytes or exceeds the limit");
            }
            count += n;
        }
        return new Response(Arrays.copyOf(body, count), !toTheEnd && head.keepsAlive());
    }

    private synchronized TimedChannel takeIdle(String authority) {
        Deque<Idle> kept = idle.get(authority);
        long now = System.nanoTime();
        while (kept != null && !kept.isEmpty()) {
            Idle candidate = kept.pop();
            if (now - candidate.sinceNanos < MAX_IDLE_NANOS && !candidate.channel.isStale()) {
                return candidate.channel;
            }
            candidate.channel.close();
        }
        return null;
    }

    private synchronized void giveBack(String authority, TimedChannel channel) {
        // Removed and put in again: the first key is the one that was not used for longest.
        Deque<Idle> before = idle.remove(authority);
        Deque<Idle> kept = before == null ? new ArrayDeque<>() : before;
        idle.put(authority, kept);
        if (idle.size() > MAX_IDLE_PEERS) {
            idle.remove(idle.keySet().iterator().next()).forEach(old -> old.channel.close());
        }
        if (closed || kept.size() >= MAX_IDLE) {
            channel.close();
        } else {
            kept.push(new Idle(channel, System.nanoTime()));
        }
    }

    /** Closes the idle connections; calls under way end by themselves. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.values().forEach(kept -> kept.forEach(i -> i.channel.close()));
        idle.clear();
    }
}
