package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.prolepsis.msgs.MessageType;
import org.prolepsis.ros.net.TimedChannel;

/** Sends our header on an outbound connection and reads the peer's. */
final class OutboundHandshake {
    private OutboundHandshake() {}

    /** @throws IOException if the peer refuses, answers garbage or nothing in time */
    static ConnectionHeader exchange(
            TimedChannel channel, ConnectionHeader ours, TcprosLimits limits, long deadlineNanos) throws IOException {
        channel.write(ours.encode(), deadlineNanos);
        ByteBuffer prefix = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        channel.readFully(prefix, deadlineNanos);
        int length = prefix.getInt(0);
        // A publisher's header carries the whole message definition, so it may be longer than an inbound one.
        int max = Math.max(limits.maxHeaderBytes(), 4 * 1024 * 1024);
        if (length < 0 || length > max) {
            throw new IOException("the peer announces a TCPROS header of " + Integer.toUnsignedString(length)
                    + " bytes; at most " + max + " are read");
        }
        ConnectionHeader theirs = ConnectionHeader.decode(channel.readGrowing(length, deadlineNanos));
        String error = theirs.get("error");
        if (error != null) {
            throw new ConnectionRefused(error);
        }
        return theirs;
    }

    /**
     * What a publisher says it sends.
     *
     * @throws IOException if its header lacks a field, or the checksum is not the wanted one
     */
    static MessageType<?> publishedType(ConnectionHeader theirs, MessageType<?> wanted) throws IOException {
        String md5 = theirs.get("md5sum");
        String type = theirs.get("type");
        if (md5 == null || type == null) {
            throw new ConnectionRefused(
                    "Publisher header did not have required element: " + (md5 == null ? "md5sum" : "type"));
        }
        requireMd5(theirs, wanted.name(), wanted.md5());
        return new MessageType<>(type, md5, theirs.get("message_definition", ""), wanted.factory());
    }

    /** @throws IOException if a server's header has no checksum or another one than wanted */
    static void requireMd5(ConnectionHeader theirs, String type, String md5) throws IOException {
        String got = theirs.get("md5sum");
        if (got == null) {
            throw new ConnectionRefused("TCPROS header from service server did not have required element: md5sum");
        }
        if (!got.equals("*") && !md5.equals("*") && !got.equals(md5)) {
            throw new ConnectionRefused("it has datatype/md5sum [" + theirs.get("type", "unnamed") + "/" + got
                    + "], but our version has [" + type + "/" + md5 + "]");
        }
    }
}
