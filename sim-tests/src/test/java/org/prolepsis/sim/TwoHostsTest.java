package org.prolepsis.sim;

import java.net.URI;

/** Two hosts under {@code ./prolepsis master}. */
class TwoHostsTest extends TwoHostSession {
    @Override
    URI startMaster(RosShell shell, String address) {
        return EmbeddedMasterSessionTest.start(shell);
    }
}
