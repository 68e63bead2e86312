package org.prolepsis.msgs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Encoding and decoding against copying the same bytes, which nothing can beat, and against decoding into a new message
 * each time, as most clients do. The counter {@code bytes} is in bytes a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecJmh {
    @Param({"JointState", "JointTrajectory", "Image"})
    public String type;

    /** Where the bytes are: {@code direct} is what sockets read and write. */
    @Param({"direct", "heap"})
    public String memory;

    private Message message;
    private Message reused;
    private int length;
    private ByteBuffer encoded;
    private ByteBuffer out;

    /** Bytes that passed, for JMH to divide by the time. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Passed {
        public long bytes;

        /** Each iteration counts anew. */
        @Setup(Level.Iteration)
        public void reset() {
            bytes = 0;
        }
    }

    /** A message, its bytes, and room for more. */
    @Setup
    public void fill() {
        message = Sized.of(type);
        reused = message.type().newMessage();
        length = message.serializedLength();
        encoded = allocate();
        out = allocate();
        message.writeTo(encoded);
        encoded.flip();
    }

    private ByteBuffer allocate() {
        ByteBuffer buffer = memory.equals("direct") ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** As a publisher does. */
    @Benchmark
    public ByteBuffer encode(Passed passed) {
        out.clear();
        passed.bytes += message.serializedLength();
        message.writeTo(out);
        return out;
    }

    /** As a subscription does. */
    @Benchmark
    public Message decode(Passed passed) {
        encoded.rewind();
        reused.readFrom(encoded);
        passed.bytes += length;
        return reused;
    }

    /** Baseline: a message of its own for each. */
    @Benchmark
    public Message decodeIntoANewMessage(Passed passed) {
        encoded.rewind();
        Message fresh = message.type().newMessage();
        fresh.readFrom(encoded);
        passed.bytes += length;
        return fresh;
    }

    /** Baseline: the bytes alone. */
    @Benchmark
    public ByteBuffer copyOfTheBytes(Passed passed) {
        encoded.rewind();
        out.clear();
        out.put(encoded);
        passed.bytes += length;
        return out;
    }
}
