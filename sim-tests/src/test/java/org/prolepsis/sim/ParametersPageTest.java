package org.prolepsis.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.prolepsis.nodes.NodeCatalog;

class ParametersPageTest {
    private static final Path PAGE = Path.of("..", "docs", "parameters.md");

    /** Run with {@code -Dprolepsis.write.docs=true} to write the page anew. */
    @Test
    void shouldHaveAPageThatIsCurrent() throws IOException {
        String expected = NodeCatalog.parametersPage();
        if (Boolean.getBoolean("prolepsis.write.docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, expected);
        }
        assertTrue(Files.exists(PAGE), PAGE + " is missing");
        assertEquals(
                expected,
                Files.readString(PAGE),
                "docs/parameters.md is stale; write it by: mvn -pl sim-tests -am test -Dtest=ParametersPageTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.extra.args=-Dprolepsis.write.docs=true");
    }

    @Test
    void shouldExplainEveryParameterInHelp() {
        for (NodeCatalog.Entry entry : NodeCatalog.entries()) {
            String help = entry.description().helpText();
            entry.description().parameters().forEach(p -> {
                assertTrue(help.contains("_" + p.name() + ":=" + p.defaultText()), p.name());
                assertTrue(p.help().length() > 10, p.name());
            });
        }
    }
}
