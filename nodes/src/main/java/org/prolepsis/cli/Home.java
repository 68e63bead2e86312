package org.prolepsis.cli;

import java.nio.file.Path;

/** Where the project's own files are. */
final class Home {
    private Home() {}

    /** The project folder, which {@code ./prolepsis} passes; the working directory without it. */
    static Path root() {
        return Path.of(System.getProperty("prolepsis.home", ""))
                .toAbsolutePath()
                .normalize();
    }

    /** The default demonstrations. */
    static Path data() {
        return root().resolve("data").resolve("waving");
    }

    /** The default model. */
    static Path model() {
        return root().resolve("models").resolve("waving");
    }

    /** Where reports go. */
    static Path reports() {
        return root().resolve("reports");
    }
}
