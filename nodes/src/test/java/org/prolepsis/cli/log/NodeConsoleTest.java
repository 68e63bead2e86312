package org.prolepsis.cli.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NodeConsoleTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ListAppender<ILoggingEvent> errors = new ListAppender<>();

    private void logEveryLevel() {
        // Events ask for it; SLF4J sets it for its own context only.
        context.setMDCAdapter(new LogbackMDCAdapter());
        root.setLevel(Level.DEBUG);
        Logger logger = context.getLogger("org.prolepsis.Test");
        logger.debug("a detail");
        logger.info("an event");
        logger.warn("a warning");
        logger.error("an error");
    }

    @Test
    void shouldWriteEachLineOnceWithWarningsAndErrorsOnStandardError() {
        errors.setName("STDERR");
        errors.start();
        root.addAppender(errors);
        NodeConsole.install(context, out);
        NodeConsole.install(context, out);
        logEveryLevel();
        String shown = out.toString(StandardCharsets.UTF_8);
        assertTrue(shown.contains("DEBUG Test: a detail\n") && shown.contains("INFO  Test: an event\n"), shown);
        assertEquals(2, shown.lines().count(), shown);
        assertEquals(2, errors.list.size());
        assertEquals("a warning", errors.list.get(0).getMessage());
    }

    @Test
    void shouldLeaveAConfigurationOfTheUsersOwnAlone() {
        errors.setName("MINE");
        errors.start();
        root.addAppender(errors);
        NodeConsole.install(context, out);
        logEveryLevel();
        assertEquals(4, errors.list.size());
        assertEquals(0, out.size());
    }
}
