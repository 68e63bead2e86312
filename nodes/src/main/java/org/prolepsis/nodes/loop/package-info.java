/** Time and threads of the nodes, behind an interface so that tests run nodes in virtual time. */
package org.prolepsis.nodes.loop;
