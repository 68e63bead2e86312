package org.prolepsis.ros.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A ROS package whose only executable is a Java node, as in {@code launch/}. */
final class JavaPackage {
    private JavaPackage() {}

    /** Writes the package {@code java_package} with its executable {@code launched}, to be found by these tools. */
    static Path write(Path home, RosTools tools) throws IOException {
        Path folder = Files.createDirectories(home.resolve("packages/java_package"));
        Files.writeString(folder.resolve("package.xml"), """
                <package format="2">
                  <name>java_package</name>
                  <version>0.1.0</version>
                  <description>One Java node.</description>
                  <maintainer email="tests@example.com">The tests</maintainer>
                  <license>Apache-2.0</license>
                </package>
                """);
        Path script = Files.writeString(folder.resolve("launched"), """
                #!/bin/sh
                exec "%s/bin/java" -Xmx64m -cp "%s" %s "$@"
                """.formatted(
                System.getProperty("java.home"), System.getProperty("java.class.path"), LaunchedNode.class.getName()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        tools.set("ROS_PACKAGE_PATH", folder.getParent().toString());
        return folder;
    }
}
