package org.prolepsis.sim;

import java.io.IOException;
import java.net.URI;

/** The session under the real master. */
class RoscoreSessionTest extends RosSession {
    @Override
    URI startMaster(RosShell shell) throws IOException {
        return start(shell);
    }

    /** Starts roscore on a free port and returns its address. */
    static URI start(RosShell shell) throws IOException {
        int port = RosShell.freePort();
        URI uri = URI.create("http://127.0.0.1:" + port);
        shell.useMaster(uri);
        shell.start("roscore", "-p", Integer.toString(port)).await("started core service [/rosout]");
        return uri;
    }
}
