package org.prolepsis.sim;

import java.net.URI;

/** A Python policy under the embedded master. */
class PythonPolicyEmbeddedMasterTest extends PythonPolicySession {
    @Override
    URI startMaster(RosShell shell) {
        return EmbeddedMasterSessionTest.start(shell);
    }
}
