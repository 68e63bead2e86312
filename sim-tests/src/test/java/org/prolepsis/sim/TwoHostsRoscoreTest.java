package org.prolepsis.sim;

import java.net.URI;

/** Two hosts under the real master. */
class TwoHostsRoscoreTest extends TwoHostSession {
    /** Free in a namespace of its own. */
    private static final int PORT = 11311;

    @Override
    URI startMaster(RosShell shell, String address) {
        URI uri = URI.create("http://" + address + ":" + PORT);
        shell.useMaster(uri);
        shell.start("roscore", "-p", Integer.toString(PORT)).await("started core service [/rosout]");
        return uri;
    }
}
