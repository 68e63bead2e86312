package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What holds for every generated type and everything that it can hold. */
class CodecPropertyTest {
    private static final byte GUARD = 0x5a;

    @Test
    void shouldBeAskedOfEveryDefinition() throws IOException {
        List<String> expected = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/ros"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path folder = file.getParent();
                String name = file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
                partsOf(folder.getFileName().toString())
                        .forEach(part -> expected.add(folder.getParent().getFileName() + "/" + name + part));
            }
        }
        assertEquals(
                expected.stream().sorted().toList(),
                AllTypes.messages().stream().map(MessageType::name).sorted().toList());
    }

    private static List<String> partsOf(String kind) {
        return switch (kind) {
            case "msg" -> List.of("");
            case "srv" -> List.of("Request", "Response");
            case "action" ->
                List.of("Action", "ActionGoal", "ActionResult", "ActionFeedback", "Goal", "Result", "Feedback");
            default -> List.of();
        };
    }

    @Property(tries = 12)
    void shouldReadBackEveryBitThatItWrote(@ForAll long seed) {
        for (MessageType<?> type : AllTypes.messages()) {
            Message written = RandomFiller.ofAnyBits(seed).fill(type.newMessage());
            byte[] bytes = Buffers.bytes(written);
            Message read = type.newMessage();
            read.readFrom(Buffers.littleEndian(bytes));
            assertEquals(Contents.encoded(written), Contents.of(read), type.name());
            assertArrayEquals(bytes, Buffers.bytes(read), type.name());
        }
    }

    @Property(tries = 12)
    void shouldReadTheSameIntoAUsedMessageAsIntoAFreshOne(@ForAll long seed) {
        for (MessageType<?> type : AllTypes.messages()) {
            byte[] bytes = Buffers.bytes(RandomFiller.ofAnyBits(seed).fill(type.newMessage()));
            byte[] others = Buffers.bytes(RandomFiller.ofAnyBits(seed + 2).fill(type.newMessage()));
            Message fresh = type.newMessage();
            fresh.readFrom(Buffers.littleEndian(bytes));
            Message used = RandomFiller.ofAnyBits(seed + 1).fill(type.newMessage());
            if (others.length > 0) {
                byte[] cut = Arrays.copyOf(others, others.length / 2);
                assertThrows(MessageFormatException.class, () -> used.readFrom(Buffers.littleEndian(cut)));
            }
            used.readFrom(Buffers.littleEndian(bytes));
            assertEquals(Contents.of(fresh), Contents.of(used), type.name());
        }
    }

    @Property(tries = 6)
    void shouldWriteAndReadTheAnnouncedBytesAndNoOther(@ForAll long seed) {
        for (MessageType<?> type : AllTypes.messages()) {
            Message message = RandomFiller.ofAnyBits(seed).fill(type.newMessage());
            byte[] bytes = Buffers.bytes(message);
            int start = 3;
            byte[] around = new byte[start + bytes.length + 8];
            Arrays.fill(around, GUARD);
            byte[] expected = around.clone();
            System.arraycopy(bytes, 0, expected, start, bytes.length);
            ByteBuffer onHeap = slice(ByteBuffer.wrap(around));
            ByteBuffer outside =
                    slice(ByteBuffer.allocateDirect(around.length).put(around).clear());
            for (ByteBuffer buffer : List.of(onHeap, outside)) {
                message.writeTo(buffer.position(start - 1));
                assertEquals(start - 1 + bytes.length, buffer.position(), type.name());
                Message read = type.newMessage();
                read.readFrom(buffer.position(start - 1));
                assertEquals(start - 1 + bytes.length, buffer.position(), type.name());
                List<String> contents = Contents.of(read);
                byte[] found = new byte[expected.length - 1];
                buffer.get(0, found);
                assertArrayEquals(Arrays.copyOfRange(expected, 1, expected.length), found, type.name());
                buffer.clear().put(new byte[found.length]);
                assertEquals(contents, Contents.of(read), () -> type.name() + " holds on to the buffer");
                assertEquals(Contents.encoded(message), contents, type.name());
            }
        }
    }

    /** A buffer whose index 0 is not that of what is behind it. */
    private static ByteBuffer slice(ByteBuffer buffer) {
        return buffer.slice(1, buffer.capacity() - 1).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void shouldCarryArraysOfMoreElementsThanSixteenBitsCount() {
        for (MessageType<?> type : AllTypes.messages()) {
            Message written = RandomFiller.ofLength(1, 70_001).fill(type.newMessage());
            byte[] bytes = Buffers.bytes(written);
            Message read = type.newMessage();
            read.readFrom(Buffers.littleEndian(bytes));
            assertArrayEquals(bytes, Buffers.bytes(read), type.name());
        }
    }

    @Test
    void shouldWriteAQuestionMarkForEveryUnpairedSurrogate() {
        List<List<String>> texts = List.of(
                List.of("\ud83e", "?"),
                List.of("\uddbe", "?"),
                List.of("a\ud83eb\uddbec", "a?b?c"),
                List.of("\uddbe\ud83e", "??"),
                List.of("\ud83e\ud83e\uddbe\uddbe", "?\ud83e\uddbe?"),
                List.of("\ud83e\uddbe", "\ud83e\uddbe"));
        for (List<String> text : texts) {
            var message = new org.prolepsis.msgs.std_msgs.String();
            message.data = text.get(0);
            byte[] utf8 = text.get(1).getBytes(StandardCharsets.UTF_8);
            byte[] bytes = Buffers.bytes(message);
            assertEquals(utf8.length, Buffers.littleEndian(bytes).getInt());
            assertArrayEquals(utf8, Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
            message.readFrom(Buffers.littleEndian(bytes));
            assertEquals(text.get(1), message.data);
        }
    }
}
