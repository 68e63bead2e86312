package org.prolepsis.ros.tcpros;

import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.prolepsis.graph.RawMessage;
import org.prolepsis.msgs.MessageType;

/**
 * {@code header.seq} as roscpp keeps it: it counts the publications of a topic from 0, whether anybody listens or not,
 * and is written into the encoded message. Only a {@code std_msgs/Header header} that comes first counts. Messages that
 * were not decoded keep theirs, as with roscpp's ShapeShifter. Guarded by the publisher.
 */
final class SequenceNumber {
    private static final Pattern HEADER_FIRST = Pattern.compile(
            "\\A(?:[ \\t]*(?:#[^\\n]*|[^\\n#]*=[^\\n]*)?\\r?\\n)*[ \\t]*(?:std_msgs/)?Header[ \\t]+header\\s");

    private final boolean written;
    private int next;

    SequenceNumber(MessageType<?> type) {
        written = !(type.newMessage() instanceof RawMessage)
                && HEADER_FIRST.matcher(type.definition() + "\n").find();
    }

    /** Counts a publication that nobody needs encoded. */
    void skip() {
        next++;
    }

    /**
     * Counts a publication and marks it.
     *
     * @param frame a message with its leading length; a header's first field comes right after
     */
    void writeTo(ByteBuffer frame) {
        if (written) {
            frame.putInt(Integer.BYTES, next);
        }
        next++;
    }
}
