package org.prolepsis.graph;

/** Something that was asked for and can be taken back. May be used by any thread. */
public interface Registration extends AutoCloseable {
    /** Takes it back; a second call does nothing. */
    @Override
    void close();
}
