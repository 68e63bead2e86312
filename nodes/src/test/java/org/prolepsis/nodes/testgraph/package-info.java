/** A graph in memory and virtual time, for tests of nodes without ROS. */
package org.prolepsis.nodes.testgraph;
