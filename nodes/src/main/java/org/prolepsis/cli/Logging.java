package org.prolepsis.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.io.PrintStream;
import org.prolepsis.cli.log.NodeConsole;
import org.slf4j.LoggerFactory;

/** How much is logged, and where to. */
final class Logging {
    private Logging() {}

    /** Lets a long-running process report its events; {@code --debug} and PROLEPSIS_LOG keep their say. */
    static void info() {
        if (System.getenv("PROLEPSIS_LOG") == null && root().getLevel() != Level.DEBUG) {
            root().setLevel(Level.INFO);
        }
    }

    /** The same for a node's process, which has no results: its events go to standard output, as ROS users expect. */
    static void node(PrintStream out) {
        info();
        NodeConsole.install((LoggerContext) LoggerFactory.getILoggerFactory(), out);
    }

    /** Logs everything, for {@code --debug}. */
    static void debug() {
        root().setLevel(Level.DEBUG);
    }

    /** Logs to a file too, as roslaunch asks with {@code __log:=}. */
    static void alsoTo(String file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d %-5level [%thread] %logger{0}: %msg%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file);
        appender.setEncoder(encoder);
        appender.start();
        root().addAppender(appender);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
