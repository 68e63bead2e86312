package org.prolepsis.ros.intra;

import org.prolepsis.msgs.MessageType;

/** A topic that a node of this JVM publishes, as subscribers of the same JVM see it. */
public interface LocalPublication {
    /** The type of its messages. */
    MessageType<?> type();

    /** Takes a subscriber in, and gives it the latched message; false if nothing is published any more. */
    boolean attach(LocalLink link);

    /** Lets a subscriber go. */
    void detach(LocalLink link);
}
