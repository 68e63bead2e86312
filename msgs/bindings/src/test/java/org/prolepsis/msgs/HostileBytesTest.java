package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.std_msgs.Float64MultiArray;

class HostileBytesTest {
    /** Longer messages are cut at about a hundred places, since the bytes that are read grow with the square. */
    private static final int CUT_AT_EVERY_BYTE = 2000;

    @Property(tries = 4)
    void shouldRejectMessagesCutAtAnyByteAndReadTheNext(@ForAll long seed) {
        int cuts = 0;
        for (MessageType<?> type : AllTypes.messages()) {
            byte[] bytes = Buffers.bytes(RandomFiller.ofAnyBits(seed).fill(type.newMessage()));
            int step = bytes.length <= CUT_AT_EVERY_BYTE ? 1 : bytes.length / 100;
            Message message = type.newMessage();
            for (int length = 0; length < bytes.length; length += step, cuts++) {
                // What was cut off still stands behind the limit, so that whoever looks there is found out.
                ByteBuffer cut = Buffers.littleEndian(bytes).limit(length);
                MessageFormatException e = assertThrows(
                        MessageFormatException.class,
                        () -> message.readFrom(cut),
                        () -> type.name() + " cut to " + cut.limit() + " of " + bytes.length + " bytes");
                assertTrue(e.getMessage().contains("remaining"), e.getMessage());
                assertEquals(message.serializedLength(), Buffers.bytes(message).length);
            }
            assertStillValid(message);
            message.readFrom(Buffers.littleEndian(bytes));
            assertArrayEquals(bytes, Buffers.bytes(message), type.name());
        }
        assertTrue(cuts > 5_000, "only " + cuts + " cuts");
    }

    @Property(tries = 20)
    void shouldReadOrRejectAnyBytesAndStayValid(@ForAll long seed) {
        Random random = new Random(seed);
        for (MessageType<?> type : AllTypes.messages()) {
            Message message = new RandomFiller(seed).fill(type.newMessage());
            byte[] bytes = Buffers.bytes(message);
            for (int i = 0; i < 20 && bytes.length > 0; i++) {
                byte[] hostile = bytes.clone();
                corrupt(hostile, random);
                try {
                    message.readFrom(Buffers.littleEndian(hostile));
                } catch (MessageFormatException e) {
                    assertTrue(e.getMessage().contains("remaining"), e.getMessage());
                }
                assertStillValid(message);
            }
        }
    }

    @Test
    void shouldNotAllocateForAPromisedLengthThatCannotBeThere() {
        for (int count : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 1_000_000}) {
            for (MessageType<?> type : AllTypes.messages()) {
                byte[] bytes = new byte[1024];
                var buffer = Buffers.littleEndian(bytes);
                while (buffer.remaining() >= Integer.BYTES) {
                    buffer.putInt(count);
                }
                Message message = type.newMessage();
                long before = Allocation.ofThisThread();
                try {
                    message.readFrom(Buffers.littleEndian(bytes));
                } catch (MessageFormatException e) {
                    assertTrue(e.getMessage().contains("remaining"), e.getMessage());
                }
                long allocated = Allocation.ofThisThread() - before;
                assertTrue(allocated < 1 << 20, type.name() + " allocated " + allocated + " bytes");
            }
        }
    }

    @Test
    void shouldNameTheFieldWhatWasGotAndWhatFits() {
        byte[] bytes = Buffers.bytes(new Float64MultiArray());
        Buffers.littleEndian(bytes).putInt(bytes.length - Integer.BYTES, 1_000_000);
        MessageFormatException e = assertThrows(
                MessageFormatException.class, () -> new Float64MultiArray().readFrom(Buffers.littleEndian(bytes)));
        assertEquals(
                "std_msgs/Float64MultiArray.data: got a length of 1000000, at most 0 fit the 0 remaining bytes",
                e.getMessage());
    }

    @Test
    void shouldReadTheNextGoodMessageAfterABadOne() {
        JointState message = Examples.jointState();
        byte[] good = Buffers.bytes(Examples.jointState());
        byte[] cut = Arrays.copyOf(good, good.length / 2);
        assertThrows(MessageFormatException.class, () -> message.readFrom(Buffers.littleEndian(cut)));
        message.readFrom(Buffers.littleEndian(good));
        assertEquals(Examples.jointState(), message);
    }

    private static void corrupt(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] = (byte) random.nextInt();
            case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + Integer.BYTES), (byte) 0xff);
            default -> {
                byte[] tail = new byte[bytes.length - at];
                random.nextBytes(tail);
                System.arraycopy(tail, 0, bytes, at, tail.length);
            }
        }
    }

    private static void assertStillValid(Message message) {
        assertEquals(message.serializedLength(), Buffers.bytes(message).length);
        assertTrue(message.toString().length() > 0);
    }
}
