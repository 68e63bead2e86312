/** Hand-over between nodes of one JVM: no socket, no encoding. */
package org.prolepsis.ros.intra;
