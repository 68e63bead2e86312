/** The ROS client against roscpp and rospy: the same programs in three languages, run in turn. */
package org.prolepsis.cli.bench.ros;
