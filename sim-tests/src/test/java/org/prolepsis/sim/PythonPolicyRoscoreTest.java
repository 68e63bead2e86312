package org.prolepsis.sim;

import java.io.IOException;
import java.net.URI;

/** A Python policy under the real master. */
class PythonPolicyRoscoreTest extends PythonPolicySession {
    @Override
    URI startMaster(RosShell shell) throws IOException {
        return RoscoreSessionTest.start(shell);
    }
}
