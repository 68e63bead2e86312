package org.prolepsis.ros.tcpros;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.prolepsis.ros.fuzz.Oracle;

/** The fields of a connection header: IOException, or fields that come back from their own encoding. */
public final class HeaderFuzzTarget {
    private HeaderFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        Oracle.judge(data.length, Set.of(IOException.class), () -> {
            ConnectionHeader header = decode(ByteBuffer.wrap(data));
            ByteBuffer encoded = header.encode();
            Oracle.require(encoded.getInt() == encoded.remaining(), "the announced length is not that of the fields");
            Oracle.require(header.equals(decode(encoded)), "encoding changes the fields");
        });
    }

    private static ConnectionHeader decode(ByteBuffer bytes) throws IOException {
        return ConnectionHeader.decode(bytes.order(ByteOrder.LITTLE_ENDIAN));
    }

    public static List<byte[]> seeds() {
        return List.of(
                fields("topic", "/chatter", "md5sum", "*", "type", "std_msgs/String", "tcp_nodelay", "1"),
                fields("service", "/s", "md5sum", "abc", "callerid", "/n", "persistent", "1", "probe", "1"),
                fields("error", "a=b=\u00e4\ud83e\uddbe"),
                new byte[0]);
    }

    private static byte[] fields(String... keysAndValues) {
        ByteBuffer encoded = ConnectionHeader.of(keysAndValues).encode();
        byte[] bytes = new byte[encoded.remaining() - 4];
        encoded.get(4, bytes);
        return bytes;
    }
}
