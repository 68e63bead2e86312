/**
 * ROS 1 messages: what all have in common, and in the packages below one class for each definition.
 */
package org.prolepsis.msgs;
