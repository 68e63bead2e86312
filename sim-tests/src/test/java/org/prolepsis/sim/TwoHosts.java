package org.prolepsis.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two hosts on this machine: network namespaces that a pair of virtual Ethernet interfaces joins. Needs root and
 * iproute2; {@link #close} removes everything, and so does a failed constructor.
 */
final class TwoHosts implements AutoCloseable {
    private static final Path IP = Path.of("/usr/sbin/ip");
    /** The link's network is this test's alone: nothing routes out of the namespaces. */
    private static final String NETWORK = "10.213.77.";

    private final List<Host> hosts = new ArrayList<>();

    /** One of the two: its namespace, its end of the link and its address there. */
    record Host(String namespace, String link, String address) {
        /** What a command line begins with to run on this host. */
        List<String> prefix() {
            return List.of(IP.toString(), "netns", "exec", namespace);
        }
    }

    TwoHosts() {
        try {
            for (int i = 1; i <= 2; i++) {
                String id = ProcessHandle.current().pid() + "-" + i;
                Host host = new Host("prolepsis-" + id, "pv" + id, NETWORK + i);
                ip("netns", "add", host.namespace());
                hosts.add(host);
            }
            ip(
                    "link",
                    "add",
                    first().link(),
                    "netns",
                    first().namespace(),
                    "type",
                    "veth",
                    "peer",
                    "name",
                    second().link(),
                    "netns",
                    second().namespace());
            for (Host host : hosts) {
                ip("-n", host.namespace(), "address", "add", host.address() + "/30", "dev", host.link());
                ip("-n", host.namespace(), "link", "set", "lo", "up");
                ip("-n", host.namespace(), "link", "set", host.link(), "up");
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Why there can be no hosts here, or an empty text. */
    static String missing() {
        if (!Files.isExecutable(IP)) {
            return IP + " is missing (Debian: iproute2)";
        }
        try (var names = Files.list(Path.of("/proc/self/ns"))) {
            if (names.noneMatch(name -> name.endsWith("net"))) {
                return "the kernel has no network namespaces";
            }
            String probe = "prolepsis-probe-" + ProcessHandle.current().pid();
            ip("netns", "add", probe);
            ip("netns", "delete", probe);
            return "";
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return "network namespaces cannot be made (root is needed): " + e.getMessage();
        }
    }

    Host first() {
        return hosts.get(0);
    }

    Host second() {
        return hosts.get(1);
    }

    /** Pulls the cable. Addresses and connections stay. */
    void cutLink() {
        ip("-n", first().namespace(), "link", "set", first().link(), "down");
    }

    /** Plugs it in again. */
    void mendLink() {
        ip("-n", first().namespace(), "link", "set", first().link(), "up");
    }

    /** Removes the namespaces, and with them the link. End the processes in them before. */
    @Override
    public void close() {
        for (Host host : hosts) {
            ip("netns", "delete", host.namespace());
        }
        hosts.clear();
    }

    private static void ip(String... arguments) {
        List<String> line = new ArrayList<>(List.of(IP.toString()));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", line) + " failed: " + output.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
