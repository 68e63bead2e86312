/** Names of the ROS graph: what is legal, how they resolve and remap, and what the command line says about them. */
package org.prolepsis.ros.name;
