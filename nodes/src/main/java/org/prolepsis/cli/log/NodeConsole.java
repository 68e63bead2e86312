package org.prolepsis.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.OutputStream;

/**
 * What a node's process writes where, as rospy and roscpp do it: up to INFO on standard output, from WARN on standard error.
 * So under roslaunch, which files the former and shows the latter, the screen shows what needs attention; with
 * {@code output="screen"} it shows each line once.
 */
public final class NodeConsole {
    private NodeConsole() {}

    /** Sends what is below WARN to {@code out} instead of standard error. */
    public static void install(LoggerContext context, OutputStream out) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> errors = root.getAppender("STDERR");
        if (errors == null || root.getAppender("STDOUT") != null) {
            // A configuration of the user's own says where to.
            return;
        }
        ThresholdFilter fromWarn = new ThresholdFilter();
        fromWarn.setLevel(Level.WARN.levelStr);
        fromWarn.start();
        errors.addFilter(fromWarn);
        root.addAppender(standardOutput(context, out));
    }

    private static Appender<ILoggingEvent> standardOutput(LoggerContext context, OutputStream out) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg%n%ex{short}");
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setName("STDOUT");
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.addFilter(new BelowWarn());
        appender.start();
        return appender;
    }

    private static final class BelowWarn extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            return event.getLevel().isGreaterOrEqual(Level.WARN) ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
