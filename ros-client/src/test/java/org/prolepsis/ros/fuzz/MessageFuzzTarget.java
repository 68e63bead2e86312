package org.prolepsis.ros.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.prolepsis.msgs.GeneratedTypes;
import org.prolepsis.msgs.Message;
import org.prolepsis.msgs.MessageFormatException;
import org.prolepsis.msgs.MessageType;

/**
 * Every generated type (the first two bytes say which): MessageFormatException, or a message that comes back from its own
 * encoding, the same in an object that held other messages before.
 */
public final class MessageFuzzTarget {
    private static final List<MessageType<?>> TYPES = Stream.concat(
                    GeneratedTypes.messages().stream(),
                    GeneratedTypes.services().stream().flatMap(s -> Stream.of(s.request(), s.response())))
            .toList();
    private static final List<Message> USED =
            new ArrayList<>(TYPES.stream().map(MessageType::newMessage).toList());

    private MessageFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        int index = Short.toUnsignedInt(in.getShort()) % TYPES.size();
        Oracle.judge(data.length, Set.of(MessageFormatException.class), () -> {
            Message used = USED.get(index);
            try {
                used.readFrom(in.rewind().position(2));
            } catch (MessageFormatException refused) {
                // Whatever was read of it, the object stays one that can be written.
                encode(used);
                throw refused;
            }
            int read = in.position();
            Message fresh = TYPES.get(index).newMessage();
            fresh.readFrom(in.rewind().position(2));
            Oracle.require(in.position() == read, "the used object read another number of bytes");
            Oracle.require(used.equals(fresh), "the used object is another message");
            Message again = TYPES.get(index).newMessage();
            ByteBuffer encoded = encode(fresh);
            again.readFrom(encoded);
            Oracle.require(!encoded.hasRemaining() && again.equals(fresh), "encoding changes the message");
            Oracle.require(encode(again).equals(encoded.rewind()), "the bytes of equal messages differ");
        });
    }

    private static ByteBuffer encode(Message message) {
        ByteBuffer out = ByteBuffer.allocate(message.serializedLength()).order(ByteOrder.LITTLE_ENDIAN);
        message.writeTo(out);
        Oracle.require(!out.hasRemaining(), "the announced length was not written");
        return out.flip();
    }

    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < TYPES.size(); i++) {
            ByteBuffer empty = encode(TYPES.get(i).newMessage());
            seeds.add(ByteBuffer.allocate(2 + empty.remaining())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) i)
                    .put(empty)
                    .array());
        }
        return seeds;
    }
}
