package org.prolepsis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options that every command has, as a picocli mixin. */
public final class Common {
    @Option(names = "--json", description = "Print one JSON object on the last line of standard output.")
    private boolean json;

    @Option(
            names = {"-v", "--debug"},
            description = "Log in detail and show stack traces.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    /** Whether the result shall be one line of JSON. */
    public boolean json() {
        return json;
    }

    /** Whether to log in detail. */
    public boolean debug() {
        return debug;
    }

    /** Whether {@code --debug} was given to the command that was parsed. */
    static boolean debug(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.matchedOption("--debug") != null;
    }

    /** Prints the result as one line of JSON. NaN and infinite numbers become null, for JSON has none. */
    public static void print(Console console, Object result) {
        try {
            console.out().println(mapper().writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper().disable(SerializationFeature.INDENT_OUTPUT).registerModule(new FiniteNumbers());
    }
}
