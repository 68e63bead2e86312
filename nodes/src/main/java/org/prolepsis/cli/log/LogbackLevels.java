package org.prolepsis.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.prolepsis.graph.GraphException;
import org.prolepsis.ros.log.LoggerLevels;
import org.slf4j.LoggerFactory;

/**
 * The levels of logback's loggers in ROS's words. The root is {@code ros}, as in roscpp. Levels are the process's: nodes
 * that share a JVM share them.
 */
public final class LogbackLevels implements LoggerLevels {
    /** What roscpp calls the logger above all others. */
    static final String ROOT = "ros";

    private final LoggerContext context;

    public LogbackLevels(LoggerContext context) {
        this.context = context;
    }

    /** The levels of the process's loggers. */
    public static LogbackLevels ofThisProcess() {
        return new LogbackLevels((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    @Override
    public Map<String, String> levels() {
        Map<String, String> levels = new LinkedHashMap<>();
        for (Logger logger : context.getLoggerList()) {
            boolean root = logger.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME);
            levels.put(root ? ROOT : logger.getName(), word(logger.getEffectiveLevel()));
        }
        return levels;
    }

    private static String word(Level level) {
        return switch (level.toInt()) {
            case Level.INFO_INT -> "info";
            case Level.WARN_INT -> "warn";
            case Level.ERROR_INT -> "error";
            case Level.OFF_INT -> "fatal";
            default -> "debug";
        };
    }

    private static Level level(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "debug" -> Level.DEBUG;
            case "info" -> Level.INFO;
            case "warn" -> Level.WARN;
            case "error" -> Level.ERROR;
            case "fatal" -> Level.OFF;
            default ->
                throw new GraphException("the level is '" + word + "'; it must be debug, info, warn, error or fatal");
        };
    }

    @Override
    public void set(String name, String word) {
        Level level = level(word);
        String known = name.equals(ROOT) || name.equals("rosout") ? org.slf4j.Logger.ROOT_LOGGER_NAME : name;
        // Not made anew: peers could fill the memory with loggers, and a misspelt name would seem to work.
        Logger logger = context.exists(known);
        if (logger == null) {
            throw new GraphException("there is no logger '" + name + "'; ~get_loggers lists them, the root is '" + ROOT
                    + "', a package such as org.prolepsis.nodes stands for all below it");
        }
        logger.setLevel(level);
    }
}
