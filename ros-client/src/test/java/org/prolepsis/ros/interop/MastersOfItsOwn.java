package org.prolepsis.ros.interop;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.prolepsis.ros.master.RosMaster;

/** The base of tests that the other tests' nodes would disturb, or that would disturb them: one master for each test. */
abstract class MastersOfItsOwn extends BothMasters {
    private URI own;
    private AutoCloseable started;

    @Override
    URI uri(Master master) throws IOException, InterruptedException {
        if (own == null) {
            if (master == Master.EMBEDDED) {
                RosMaster embedded = RosMaster.start("127.0.0.1", 0);
                started = embedded;
                own = embedded.uri();
            } else {
                int port = RosTools.freePort();
                own = URI.create("http://127.0.0.1:" + port);
                RosTools rosmaster = new RosTools(own, home);
                started = rosmaster;
                rosmaster.start("rosmaster", "--core", "-p", String.valueOf(port));
                rosmaster.awaitMasterOnly();
            }
        }
        return own;
    }

    @AfterEach
    void stopMaster() throws Exception {
        stopAll();
        if (started != null) {
            started.close();
        }
    }
}
