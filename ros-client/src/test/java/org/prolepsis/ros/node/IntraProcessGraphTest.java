package org.prolepsis.ros.node;

/** The same graph without sockets between the nodes: everything holds as it does over TCP. */
class IntraProcessGraphTest extends GraphIntegrationTest {
    @Override
    boolean intraProcess() {
        return true;
    }
}
