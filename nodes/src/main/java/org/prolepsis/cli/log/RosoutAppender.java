package org.prolepsis.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.prolepsis.msgs.rosgraph_msgs.Log;
import org.prolepsis.ros.log.LogLine;
import org.prolepsis.ros.log.Rosout;

/**
 * Hands logback's events to the nodes' {@code /rosout}. File, method and line of what is logged at INFO and above are
 * looked up, which costs a walk of the stack; below that only the logger is told, for there a line may be one of thousands. An
 * error marked FATAL is fatal, which SLF4J has no level for.
 */
public final class RosoutAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final String FATAL = "FATAL";

    @Override
    protected void append(ILoggingEvent event) {
        if (Rosout.isWanted()) {
            Rosout.log(line(event));
        }
    }

    static LogLine line(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        if (event.getThrowableProxy() != null) {
            message += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        }
        byte level = level(event);
        if (event.getLevel().isGreaterOrEqual(Level.INFO) || event.hasCallerData()) {
            StackTraceElement[] caller = event.getCallerData();
            if (caller != null && caller.length > 0) {
                StackTraceElement at = caller[0];
                String file = at.getFileName() == null ? "" : at.getFileName();
                return new LogLine(
                        level,
                        message,
                        file,
                        at.getClassName() + "." + at.getMethodName(),
                        Math.max(0, at.getLineNumber()));
            }
        }
        return new LogLine(level, message, "", event.getLoggerName(), 0);
    }

    private static byte level(ILoggingEvent event) {
        if (event.getMarkerList() != null
                && event.getMarkerList().stream().anyMatch(m -> m.getName().equals(FATAL))) {
            return Log.FATAL;
        }
        return switch (event.getLevel().toInt()) {
            case Level.ERROR_INT -> Log.ERROR;
            case Level.WARN_INT -> Log.WARN;
            case Level.INFO_INT -> Log.INFO;
            default -> Log.DEBUG;
        };
    }
}
