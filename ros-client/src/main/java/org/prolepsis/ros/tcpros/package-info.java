/** TCPROS: connection headers, topics both ways, services both ways. */
package org.prolepsis.ros.tcpros;
