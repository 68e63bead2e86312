package org.prolepsis.ros.hostile;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this JVM uses now. */
final class Usage {
    private static final UnixOperatingSystemMXBean SYSTEM =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Usage() {}

    static long descriptors() {
        return SYSTEM.getOpenFileDescriptorCount();
    }

    static long maxDescriptors() {
        return SYSTEM.getMaxFileDescriptorCount();
    }

    /** Reachable memory, in bytes. */
    static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
