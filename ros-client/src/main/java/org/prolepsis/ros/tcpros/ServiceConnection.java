package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageFormatException;
import org.prolepsis.ros.net.BufferBudget;
import org.prolepsis.ros.net.IoLoop;
import org.prolepsis.ros.net.Sockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A caller's connection: requests are read on the loop, answered one at a time by a worker, and written on the loop. */
final class ServiceConnection implements IoLoop.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceConnection.class);

    /** 16 kB/s is the least that a caller must send. */
    private static final long NANOS_PER_BYTE = 62_500;

    private final ServiceOffer offer;
    private final IoLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final boolean persistent;
    private final boolean probe;
    private final OutboundQueue out;
    private final BufferBudget.Share held;
    private byte[] in = new byte[256];
    private int count;
    /** When the request that is being read began. */
    private long begunNanos;

    private boolean answering;
    private boolean ending;

    ServiceConnection(
            ServiceOffer offer,
            IoLoop loop,
            SocketChannel channel,
            SelectionKey key,
            boolean persistent,
            boolean probe) {
        this.offer = offer;
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.persistent = persistent;
        this.probe = probe;
        this.out = new OutboundQueue(channel, 1, loop.budget());
        this.held = loop.budget().newShare();
    }

    void begin(byte[] header, byte[] rest) throws IOException {
        ending = probe;
        write(header);
        take(ByteBuffer.wrap(rest));
    }

    @Override
    public void onReady(SelectionKey ready) throws IOException {
        if (ready.isWritable() && out.flush()) {
            written();
        }
        if (ready.isValid() && ready.isReadable()) {
            ByteBuffer scratch = loop.scratch();
            if (channel.read(scratch) < 0) {
                close();
                return;
            }
            take(scratch.flip());
        }
    }

    private void take(ByteBuffer bytes) throws IOException {
        if (append(bytes)) {
            advance();
        } else if (!ending) {
            ending = true;
            write(failure("too much is buffered here already"));
        }
    }

    /** False if the buffers of all connections are full. */
    private boolean append(ByteBuffer bytes) {
        int n = bytes.remaining();
        if (count == 0 && n > 0) {
            begunNanos = System.nanoTime();
        }
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
        if (answering || ending || count < 4) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(in, 0, count).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.getInt();
        if (length < 0 || length > offer.limits().maxFrameBytes()) {
            throw new IOException("a request announces " + Integer.toUnsignedString(length) + " bytes; at most "
                    + offer.limits().maxFrameBytes() + " are read");
        }
        if (count < 4 + length) {
            return;
        }
        byte[] request = Arrays.copyOfRange(in, 4, 4 + length);
        in = Arrays.copyOfRange(in, 4 + length, Math.max(count, 4 + length + 256));
        count -= 4 + length;
        begunNanos = System.nanoTime();
        answering = true;
        held.hold(in.length + (long) length);
        // One request at a time: what the peer sends meanwhile waits in the socket.
        key.interestOps(0);
        dispatch(request);
    }

    private void dispatch(byte[] request) {
        try {
            offer.workers().execute(() -> {
                byte[] response = answer(ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN));
                loop.execute(() -> respond(response));
            });
        } catch (RejectedExecutionException closing) {
            respond(failure("the node is shutting down"));
        }
    }

    private byte[] answer(ByteBuffer request) {
        try {
            return success(offer.exchange().answer(request));
        } catch (ServiceException refused) {
            return failure(String.valueOf(refused.getMessage()));
        } catch (MessageFormatException malformed) {
            return failure("malformed request: " + malformed.getMessage());
        } catch (RuntimeException | Error failed) {
            LOG.warn("the handler of {} failed", offer.name(), failed);
            return failure("error processing request: " + failed);
        }
    }

    private static byte[] success(Message response) {
        int length = response.serializedLength();
        byte[] bytes = new byte[5 + length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 1).putInt(length);
        response.writeTo(buffer);
        return bytes;
    }

    private static byte[] failure(String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[5 + text.length];
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0)
                .putInt(text.length)
                .put(text);
        return bytes;
    }

    private void respond(byte[] response) {
        answering = false;
        // The answer is counted by the queue; here it is asked whether it fits.
        if (!held.tryHold(in.length + (long) response.length)) {
            LOG.debug("no memory for an answer of {} to {}", offer.name(), channel);
            close();
            return;
        }
        held.hold(in.length);
        ending = !persistent;
        try {
            write(response);
            advance();
        } catch (IOException lost) {
            LOG.debug("the caller of {} is gone: {}", offer.name(), lost.toString());
            close();
        }
    }

    private void write(byte[] bytes) throws IOException {
        if (out.sendFirst(bytes)) {
            loop.setInterest(key, SelectionKey.OP_WRITE);
        } else {
            written();
        }
    }

    private void written() {
        if (ending) {
            close();
        } else {
            loop.setInterest(key, answering ? 0 : SelectionKey.OP_READ);
        }
    }

    /** A request and the reading of an answer take a time that grows with their bytes, not one that the peer likes. */
    @Override
    public void onTick(long nowNanos) {
        long stalled = out.stalledSinceNanos();
        boolean deaf = stalled != Long.MAX_VALUE
                && nowNanos - stalled > offer.limits().headerTimeout().toNanos();
        long allowed = offer.limits().headerTimeout().toNanos() + count * NANOS_PER_BYTE;
        boolean late = !answering && count > 0 && nowNanos - begunNanos > allowed;
        if (deaf || late) {
            LOG.debug("closing a caller of {} that sends or reads too slowly", offer.name());
            close();
        }
    }

    @Override
    public long stalledSinceNanos() {
        return out.stalledSinceNanos();
    }

    @Override
    public void close() {
        held.close();
        out.close();
        Sockets.closeQuietly(channel);
        offer.remove(this);
    }
}
