package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Property(tries = 2000)
    void shouldEncodeAsJavaDoes(@ForAll String text) {
        byte[] expected = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[Utf8.length(text)];
        Utf8.put(ByteBuffer.wrap(bytes), text);
        assertArrayEquals(expected, bytes);
    }

    @Property(tries = 2000)
    void shouldDecodeAsJavaDoesWhateverWasThereBefore(@ForAll byte[] bytes, @ForAll String previous) {
        String expected = new String(bytes, StandardCharsets.UTF_8);
        assertEquals(expected, Utf8.read(ByteBuffer.wrap(bytes), bytes.length, previous));
        assertEquals(expected, Utf8.read(ByteBuffer.wrap(bytes), bytes.length, expected));
    }

    @Property(tries = 500)
    void shouldKeepTheStringWhoseContentIsRead(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String previous = new String(bytes, StandardCharsets.UTF_8);
        assertSame(previous, Utf8.read(ByteBuffer.wrap(bytes), bytes.length, previous));
    }

    @Test
    void shouldNotTakeAPrefixForTheContent() {
        byte[] bytes = "arm".getBytes(StandardCharsets.UTF_8);
        for (String previous : new String[] {"", "ar", "arms", "arm\u00e4", "\u00e4rm"}) {
            assertEquals("arm", Utf8.read(ByteBuffer.wrap(bytes), bytes.length, previous));
        }
    }

    @Test
    void shouldReadBuffersOutsideTheHeap() {
        ByteBuffer direct =
                ByteBuffer.allocateDirect(3).put(new byte[] {'a', 'r', 'm'}).flip();
        assertEquals("arm", Utf8.read(direct, 3, ""));
    }
}
