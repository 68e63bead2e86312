/**
 * The graph port on ROS 1. Start a node with {@link org.prolepsis.ros.RosNode#start} or, as a whole process, with {@link
 * org.prolepsis.ros.RosNodeRunner}; start a master with {@link org.prolepsis.ros.master.RosMaster#start}.
 */
package org.prolepsis.ros;
