package org.prolepsis.cli.bench.ros;

import java.util.ArrayList;
import java.util.List;

/** A network of its own with nothing but loopback in it. */
final class NetworkNamespace {
    private final String name;

    NetworkNamespace(String name) {
        this.name = name;
    }

    void create() throws InterruptedException {
        Shell.require(List.of("ip", "netns", "add", name));
        Shell.require(inside(List.of("ip", "link", "set", "lo", "up")));
    }

    /** The command as it is to be started so that it runs inside. */
    List<String> inside(List<String> command) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name));
        inside.addAll(command);
        return inside;
    }

    /** Kills whatever still runs in it, and removes it. */
    void remove() throws InterruptedException {
        for (String pid : Shell.run("ip", "netns", "pids", name).text().lines().toList()) {
            if (!pid.isEmpty() && pid.chars().allMatch(Character::isDigit)) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        Shell.run("ip", "netns", "delete", name);
    }
}
