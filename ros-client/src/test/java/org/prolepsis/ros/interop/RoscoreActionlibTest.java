package org.prolepsis.ros.interop;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The real actionlib and ours under the real master. */
@ResourceLock("roscore")
class RoscoreActionlibTest extends ActionlibInterop {
    private RosTools roscore;

    @Override
    URI startMaster() throws IOException, InterruptedException {
        int port = RosTools.freePort();
        URI uri = URI.create("http://127.0.0.1:" + port);
        roscore = new RosTools(uri, home);
        roscore.start("roscore", "-p", String.valueOf(port));
        roscore.awaitMaster();
        return uri;
    }

    @Override
    void stopMaster() {
        if (roscore != null) {
            roscore.close();
        }
    }
}
