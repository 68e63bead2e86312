/** An embedded ROS master with its parameter server, equal to rosmaster on the wire. */
package org.prolepsis.ros.master;
