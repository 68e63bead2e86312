/** Sockets: one selector loop for all inbound connections of a node, deadlines for outbound ones, and minimal HTTP. */
package org.prolepsis.ros.net;
