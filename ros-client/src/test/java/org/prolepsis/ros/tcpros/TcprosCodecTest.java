package org.prolepsis.ros.tcpros;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TcprosCodecTest {
    @Test
    void shouldEncodeHeadersAsTheWireHasThem() {
        byte[] wire = ConnectionHeader.of("topic", "/t").encode().array();
        assertArrayEquals(new byte[] {12, 0, 0, 0, 8, 0, 0, 0, 't', 'o', 'p', 'i', 'c', '=', '/', 't'}, wire);
    }

    @Test
    void shouldRoundTripHeadersWithEqualSignsAndLineBreaks() throws IOException {
        ConnectionHeader header = ConnectionHeader.of(
                "message_definition", "int8 A=1\nstring s # é\n", "topic", "/t", "empty", "", "tcp_nodelay", "1");
        ByteBuffer wire = header.encode();
        wire.getInt();
        ConnectionHeader read = ConnectionHeader.decode(wire);
        assertEquals(header, read);
        assertTrue(read.flag("tcp_nodelay"));
    }

    @Property(tries = 500)
    void shouldRejectGarbageHeadersWithAnIoException(@ForAll @Size(max = 200) byte[] garbage) {
        try {
            ConnectionHeader read =
                    ConnectionHeader.decode(ByteBuffer.wrap(garbage).order(ByteOrder.LITTLE_ENDIAN));
            assertTrue(read.fields().size() <= garbage.length / 5);
        } catch (IOException expected) {
            assertTrue(expected.getMessage().contains("TCPROS header"), expected.getMessage());
        }
    }

    private static byte[] frames(int... lengths) {
        ByteBuffer out = ByteBuffer.allocate(Arrays.stream(lengths).sum() + 4 * lengths.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < lengths.length; i++) {
            out.putInt(lengths[i]);
            byte[] body = new byte[lengths[i]];
            Arrays.fill(body, (byte) i);
            out.put(body);
        }
        return out.array();
    }

    /** Hands out the bytes in pieces of random size. */
    private static ReadableByteChannel pieces(byte[] bytes, long seed) {
        ReadableByteChannel all = Channels.newChannel(new ByteArrayInputStream(bytes));
        Random random = new Random(seed);
        return new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer out) throws IOException {
                int limit = out.limit();
                out.limit(Math.min(limit, out.position() + 1 + random.nextInt(random.nextBoolean() ? 5000 : 300_000)));
                try {
                    return all.read(out);
                } finally {
                    out.limit(limit);
                }
            }

            @Override
            public boolean isOpen() {
                return all.isOpen();
            }

            @Override
            public void close() throws IOException {
                all.close();
            }
        };
    }

    @Property(tries = 50)
    void shouldCutFramesHoweverTheBytesArrive(@ForAll long seed) throws IOException {
        int[] lengths = new Random(seed).ints(60, 0, 3000).toArray();
        for (int i = 20; i < 40; i++) {
            lengths[i] = new Random(seed + i).nextInt(200_000);
        }
        FrameReader reader = new FrameReader(pieces(frames(lengths), seed), () -> 0, 1000, 1 << 20);
        for (int i = 0; i < lengths.length; i++) {
            ByteBuffer frame = reader.next();
            assertEquals(lengths[i], frame.remaining());
            while (frame.hasRemaining()) {
                assertEquals((byte) i, frame.get());
            }
        }
        assertNull(reader.next());
        assertEquals(0, reader.dropped());
    }

    @Test
    void shouldKeepTheNewestFramesWhenTheyPileUp() throws IOException {
        byte[] bytes = frames(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes)), () -> 0, 3, 100);
        assertEquals(7, reader.next().get());
        assertEquals(8, reader.next().get());
        assertEquals(9, reader.next().get());
        assertNull(reader.next());
        assertEquals(7, reader.dropped());
    }

    @Test
    void shouldReadAheadOfASlowListenerSoThatItGetsTheNewest() throws IOException {
        int[] lengths = new int[1000];
        Arrays.fill(lengths, 100);
        byte[] bytes = frames(lengths);
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        FrameReader reader = new FrameReader(
                pieces(in.readAllBytes(), 1),
                new FrameReader.Available() {
                    private int asked;

                    @Override
                    public int bytes() {
                        return ++asked < 20 ? 1 : 0;
                    }
                },
                1,
                1000);
        reader.next();
        assertTrue(reader.dropped() > 100, "dropped " + reader.dropped());
    }

    @Test
    void shouldRejectFramesThatAreTooLargeBeforeReservingMemory() {
        for (int announced : new int[] {101, Integer.MAX_VALUE, -1}) {
            byte[] bytes = ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(announced)
                    .array();
            FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes)), () -> 0, 1, 100);
            IOException rejected = assertThrows(IOException.class, reader::next);
            assertTrue(rejected.getMessage().contains("at most 100"), rejected.getMessage());
        }
    }

    @Test
    void shouldBackOffFromHalfASecondToThirtyTwo() {
        Backoff backoff = new Backoff();
        long[] waits = new long[9];
        Arrays.setAll(waits, i -> backoff.nextMillis());
        assertArrayEquals(new long[] {500, 1000, 2000, 4000, 8000, 16000, 32000, 32000, 32000}, waits);
        backoff.reset();
        assertEquals(500, backoff.nextMillis());
    }
}
