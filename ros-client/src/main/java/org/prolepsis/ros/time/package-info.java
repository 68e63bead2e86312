/** ROS time, from the system's clock or from {@code /clock}. */
package org.prolepsis.ros.time;
