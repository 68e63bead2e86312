/** The log of a node on {@code /rosout}, whatever the application logs with. */
package org.prolepsis.ros.log;
