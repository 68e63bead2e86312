package org.prolepsis.sim;

import java.net.URI;

/** The session under {@code ./prolepsis master}. */
class EmbeddedMasterSessionTest extends RosSession {
    @Override
    URI startMaster(RosShell shell) {
        return start(shell);
    }

    /** Starts the command line's master and returns the address that it prints. */
    static URI start(RosShell shell) {
        RosShell.Running master = shell.start(Project.script(), "master", "--port", "0");
        master.await("export ROS_MASTER_URI=");
        String text = master.text();
        String uri = text.substring(text.indexOf("ROS_MASTER_URI=") + "ROS_MASTER_URI=".length());
        return URI.create(uri.lines().findFirst().orElseThrow().strip());
    }
}
