package org.prolepsis.msgs;

import java.util.function.Supplier;

/**
 * What the graph needs to know of a message type.
 *
 * @param name the ROS name, such as {@code sensor_msgs/JointState}
 * @param md5 the checksum of the normalised definition, 32 lower-case hexadecimal digits
 * @param definition the full text definition with those of all nested types, as rosbag stores it
 * @param factory makes an instance with every field at its default
 */
public record MessageType<T extends Message>(String name, String md5, String definition, Supplier<T> factory) {
    /** A new message with every field at its default. */
    public T newMessage() {
        return factory.get();
    }

    /** A new message with the content of another, which it shares nothing with. */
    public T copyOf(T original) {
        T copy = newMessage();
        copy.copyFrom(original);
        return copy;
    }
}
