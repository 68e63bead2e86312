package org.prolepsis.cli.bench.ros;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What has to be there before anything is started, so that there is a whole result or none. */
final class Requirements {
    static final String PYTHON = "/usr/bin/python3";
    private static final String DEBIAN =
            "iproute2 g++ pkg-config libroscpp-dev libstd-msgs-dev libsensor-msgs-dev python3-rospy python3-sensor-msgs";

    private Requirements() {}

    /** @throws RosBenchException that names everything that is missing */
    static void check(Path peers) throws InterruptedException {
        List<String> missing = missing(peers);
        if (!missing.isEmpty()) {
            throw new RosBenchException("cannot compare with roscpp and rospy here; missing: "
                    + String.join(", ", missing) + " (Debian packages: " + DEBIAN + ")");
        }
    }

    private static List<String> missing(Path peers) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        // roscpp listens on every interface, so that it may run only where there is none but loopback.
        if (!Shell.run("id", "-u").text().equals("0")) {
            missing.add("root, to make a network namespace");
        }
        need(missing, "ip (iproute2)", "ip", "-V");
        need(missing, "g++", "g++", "--version");
        need(missing, "pkg-config", "pkg-config", "--version");
        need(missing, "roscpp's headers and libraries", "pkg-config", "--exists", "roscpp", "sensor_msgs", "std_msgs");
        need(missing, "rospy with sensor_msgs for " + PYTHON, PYTHON, "-c", "import rospy, sensor_msgs.msg");
        for (String source : List.of(Peers.CPP, Peers.PYTHON_SOURCE)) {
            if (!Files.isReadable(peers.resolve(source))) {
                missing.add(peers.resolve(source) + " (--peers names the folder)");
            }
        }
        return missing;
    }

    private static void need(List<String> missing, String what, String... probe) throws InterruptedException {
        if (!Shell.run(probe).succeeded()) {
            missing.add(what);
        }
    }
}
