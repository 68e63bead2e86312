package org.prolepsis.ros.interop;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The real tools and our nodes under the real master. */
@ResourceLock("roscore")
class RoscoreInteropTest extends RosToolsInterop {
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
    boolean gathersLogs() {
        return true;
    }

    @Override
    void stopMaster() {
        if (roscore != null) {
            roscore.close();
        }
    }
}
