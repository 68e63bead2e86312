package org.prolepsis.cli.bench.ros;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
final class Machine {
    private static final Path GOVERNOR = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");

    private Machine() {}

    /** The load average of the last minute. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** How the clock of the cores is governed; a virtual machine cannot tell. */
    static String governor() {
        try {
            return Files.readString(GOVERNOR).strip();
        } catch (IOException unknown) {
            return "unknown";
        }
    }
}
