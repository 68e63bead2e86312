package org.prolepsis.nodes.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ThreadPlacementTest {
    @Test
    void shouldBindOneThreadAndNotTheOthers() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "to place");
        thread.start();
        try {
            assertEquals(List.of(), ThreadPlacement.place("to place", 0, 0));
            assertEquals("0", coresOf(ThreadPlacement.kernelName("to place")));
        } finally {
            end.countDown();
            thread.join();
        }
    }

    /** What the kernel says of the thread of a name. */
    private static String coresOf(String name) throws Exception {
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            for (Path task : tasks.toList()) {
                List<String> status = Files.readAllLines(task.resolve("status"));
                if (status.contains("Name:\t" + name)) {
                    return status.stream()
                            .filter(line -> line.startsWith("Cpus_allowed_list:"))
                            .findFirst()
                            .orElseThrow()
                            .substring("Cpus_allowed_list:\t".length());
                }
            }
        }
        return "no such thread";
    }

    @Test
    void shouldSayWhatDidNotWorkAndLeaveTheRest() throws Exception {
        assertTrue(ThreadPlacement.place("no such thread", 0, 0).get(0).contains("no thread no such thread"));
        assertEquals(List.of(), ThreadPlacement.place("no such thread", -1, 0), "nothing was asked for");
    }
}
