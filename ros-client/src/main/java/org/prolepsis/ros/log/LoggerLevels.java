package org.prolepsis.ros.log;

import java.util.Map;
import org.prolepsis.graph.GraphException;

/**
 * The levels of the application's loggers, which its logging backend knows. Levels are ROS's words: debug, info, warn,
 * error, fatal. May be used by any thread.
 */
public interface LoggerLevels {
    /** The effective level of every logger by its name, the root as {@code ros}. */
    Map<String, String> levels();

    /**
     * Sets the level of a logger.
     *
     * @throws GraphException if there is no such logger or level; the message says which there are
     */
    void set(String logger, String level);
}
