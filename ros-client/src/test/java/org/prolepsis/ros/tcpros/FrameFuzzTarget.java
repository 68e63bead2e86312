package org.prolepsis.ros.tcpros;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.prolepsis.ros.fuzz.Oracle;

/** A stream of frames in pieces of any size: the same frames as a plain loop finds, or IOException where it does. */
public final class FrameFuzzTarget {
    private static final int MAX_FRAME_BYTES = 2000;

    private FrameFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 1) {
            return;
        }
        int piece = 1 + (data[0] & 0xff);
        byte[] stream = Arrays.copyOfRange(data, 1, data.length);
        Oracle.judge(data.length, Set.of(), () -> {
            List<ByteBuffer> got = new ArrayList<>();
            boolean broken = read(stream, piece, got);
            List<ByteBuffer> expected = new ArrayList<>();
            Oracle.require(broken == plainly(stream, expected), "one of the two found an error");
            Oracle.require(got.equals(expected), "got " + got.size() + " frames, there are " + expected.size());
        });
    }

    private static boolean read(byte[] stream, int piece, List<ByteBuffer> into) {
        FrameReader reader = new FrameReader(new Pieces(stream, piece), () -> 0, Integer.MAX_VALUE, MAX_FRAME_BYTES);
        try {
            for (ByteBuffer frame = reader.next(); frame != null; frame = reader.next()) {
                byte[] copy = new byte[frame.remaining()];
                frame.get(copy);
                into.add(ByteBuffer.wrap(copy));
            }
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private static boolean plainly(byte[] stream, List<ByteBuffer> into) {
        ByteBuffer in = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= 4) {
            int length = in.getInt();
            if (length < 0 || length > MAX_FRAME_BYTES) {
                return true;
            }
            if (length > in.remaining()) {
                return false;
            }
            byte[] frame = new byte[length];
            in.get(frame);
            into.add(ByteBuffer.wrap(frame));
        }
        return false;
    }

    /** Gives at most so many bytes for each read, as a slow socket does. */
    private static final class Pieces implements ReadableByteChannel {
        private final ByteArrayInputStream bytes;
        private final int piece;

        Pieces(byte[] bytes, int piece) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.piece = piece;
        }

        @Override
        public int read(ByteBuffer into) {
            byte[] some = new byte[Math.min(piece, into.remaining())];
            int n = bytes.read(some, 0, some.length);
            if (n > 0) {
                into.put(some, 0, n);
            }
            return n;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    public static List<byte[]> seeds() {
        ByteBuffer two = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        two.put((byte) 3).putInt(4).putInt(7).putInt(0).putInt(8).putLong(9).putInt(-1);
        return List.of(Arrays.copyOf(two.array(), two.position()), new byte[] {0, 4, 0, 0, 0, 1, 2});
    }
}
