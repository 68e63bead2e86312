/**
 * The graph port: all that a node of ours may know of the middleware it runs on. {@code org.prolepsis.ros} implements it
 * for ROS 1. The vocabulary is rosjava's.
 */
package org.prolepsis.graph;
