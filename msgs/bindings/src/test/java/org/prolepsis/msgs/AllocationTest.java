package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.msgs.sensor_msgs.JointState;

class AllocationTest {
    private static final int MESSAGES = 1000;
    private static final int RUNS = 5;

    @Test
    void shouldDecodeMessagesOfOneShapeWithoutAllocation() {
        assertDecodesWithoutAllocation(Examples.jointState());
        assertDecodesWithoutAllocation(Examples.jointTrajectory());
        assertDecodesWithoutAllocation(Examples.diagnosticArray());
        assertDecodesWithoutAllocation(Examples.marker());
    }

    @ParameterizedTest
    @ValueSource(strings = {"JointState", "JointTrajectory", "Image"})
    void shouldPassMessagesOfOneShapeThroughTheSocketsBufferWithoutAllocation(String type) {
        Message message = Sized.of(type);
        Message reused = message.type().newMessage();
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(message.serializedLength()).order(ByteOrder.LITTLE_ENDIAN);
        long allocated = Allocation.leastOf(RUNS, () -> {
            for (int i = 0; i < MESSAGES; i++) {
                buffer.clear();
                message.writeTo(buffer);
                reused.readFrom(buffer.flip());
            }
        });
        assertEquals(message, reused);
        assertEquals(0, allocated);
    }

    @Test
    void shouldCopyMessagesOfOneShapeWithoutAllocation() {
        JointState from = Examples.jointState();
        JointState into = Examples.jointState();
        assertEquals(0, Allocation.leastOf(RUNS, () -> {
            for (int i = 0; i < MESSAGES; i++) {
                into.copyFrom(from);
            }
        }));
    }

    /** Guards the measurement itself. */
    @Test
    void shouldSeeAnAllocationIfThereIsOne() {
        byte[] bytes = Buffers.bytes(Examples.jointState());
        assertTrue(Allocation.leastOf(RUNS, () -> new JointState().readFrom(Buffers.littleEndian(bytes))) > 0);
    }

    private static void assertDecodesWithoutAllocation(Message message) {
        ByteBuffer buffer = Buffers.littleEndian(Buffers.bytes(message));
        long allocated = Allocation.leastOf(RUNS, () -> {
            for (int i = 0; i < MESSAGES; i++) {
                buffer.rewind();
                message.readFrom(buffer);
            }
        });
        assertEquals(0, allocated, message.type().name());
    }
}
