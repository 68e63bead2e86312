package org.prolepsis.ros.interop;

import java.net.URI;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.prolepsis.ros.master.RosMaster;

/** The real actionlib and ours under our master. */
@ResourceLock("embedded master")
class EmbeddedMasterActionlibTest extends ActionlibInterop {
    private RosMaster embedded;

    @Override
    URI startMaster() {
        embedded = RosMaster.start("127.0.0.1", 0);
        return embedded.uri();
    }

    @Override
    void stopMaster() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
