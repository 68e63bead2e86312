package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.prolepsis.msgs.sensor_msgs.JointState;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;

class RoundTripTest {
    @Property(tries = 30)
    void shouldReadBackWhatItWroteForEveryType(@ForAll long seed) {
        for (MessageType<?> type : AllTypes.messages()) {
            Message written = new RandomFiller(seed).fill(type.newMessage());
            byte[] bytes = Buffers.bytes(written);
            Message fresh = type.newMessage();
            fresh.readFrom(Buffers.littleEndian(bytes));
            Message reused = new RandomFiller(seed + 1).fill(type.newMessage());
            reused.readFrom(Buffers.littleEndian(bytes));
            assertEquals(written, fresh, type.name());
            assertEquals(written, reused, type.name());
            assertEquals(written.hashCode(), reused.hashCode(), type.name());
            assertEquals(written.toString(), reused.toString(), type.name());
            assertArrayEquals(bytes, Buffers.bytes(reused), type.name());
        }
    }

    @Property(tries = 10)
    void shouldCopyEveryFieldDeeply(@ForAll long seed) throws ReflectiveOperationException {
        for (MessageType<?> type : AllTypes.messages()) {
            Message original = new RandomFiller(seed).fill(type.newMessage());
            byte[] before = Buffers.bytes(original);
            Message copy = new RandomFiller(seed + 1).fill(type.newMessage());
            Method copyFrom = copy.getClass().getMethod("copyFrom", copy.getClass());
            copyFrom.invoke(copy, original);
            assertEquals(original, copy, type.name());
            copy.readFrom(Buffers.littleEndian(Buffers.bytes(new RandomFiller(seed + 2).fill(type.newMessage()))));
            assertArrayEquals(before, Buffers.bytes(original), type.name());
        }
    }

    @Test
    void shouldLeaveTheBufferBehindTheMessage() {
        byte[] two = new byte[2 * Buffers.bytes(Examples.jointState()).length];
        var buffer = Buffers.littleEndian(two);
        Examples.jointState().writeTo(buffer);
        Examples.jointState().writeTo(buffer);
        buffer.flip();
        JointState first = new JointState();
        JointState second = new JointState();
        first.readFrom(buffer);
        second.readFrom(buffer);
        assertEquals(first, second);
        assertEquals(0, buffer.remaining());
    }

    @Test
    void shouldKeepArraysAndElementsOfTheSameShape() {
        JointTrajectory message = Examples.jointTrajectory();
        var points = message.points;
        var point = message.points[0];
        double[] positions = point.positions;
        message.readFrom(Buffers.littleEndian(Buffers.bytes(Examples.jointTrajectory())));
        assertSame(points, message.points);
        assertSame(positions, message.points[0].positions);
        JointTrajectory longer = Examples.jointTrajectory();
        longer.points = Wire.resized(
                longer.points,
                3,
                org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint[]::new,
                org.prolepsis.msgs.trajectory_msgs.JointTrajectoryPoint::new);
        message.readFrom(Buffers.littleEndian(Buffers.bytes(longer)));
        assertNotSame(points, message.points);
        assertSame(point, message.points[0]);
    }

    @Test
    void shouldTellMessagesApartThatDifferInOneField() {
        JointState one = Examples.jointState();
        JointState other = Examples.jointState();
        assertEquals(one, other);
        other.position[1] = 0.0;
        assertNotEquals(one, other, "-0.0 and 0.0 are different bytes");
        assertNotEquals(one, new Object());
        assertTrue(one.toString().contains("position=[1.5, -0.0"), one.toString());
    }
}
