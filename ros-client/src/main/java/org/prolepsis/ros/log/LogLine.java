package org.prolepsis.ros.log;

/**
 * One line of the log, as the application's logging backend has it. Immutable.
 *
 * @param level a constant of rosgraph_msgs/Log
 * @param message what was logged
 * @param file the source file; empty if not known
 * @param function class and method; empty if not known
 * @param line the line in the file; 0 if not known
 */
public record LogLine(byte level, String message, String file, String function, int line) {
    private static final int MAX_LENGTH = 16_384;

    /** A message of any length is cut to 16,384 characters, so that a queue of lines is bounded memory. */
    public LogLine {
        if (message.length() > MAX_LENGTH) {
            message = message.substring(0, MAX_LENGTH) + " … (cut)";
        }
    }
}
