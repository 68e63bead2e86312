/**
 * actionlib on the graph port: goals that take time, with feedback, a result, and cancelling. {@link
 * org.prolepsis.graph.action.ActionServer} and {@link org.prolepsis.graph.action.ActionClient} speak the protocol of ROS
 * 1's actionlib on any implementation of the port.
 */
package org.prolepsis.graph.action;
