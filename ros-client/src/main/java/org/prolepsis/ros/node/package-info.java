/** One node: its registrations with the master, its slave API, its life. */
package org.prolepsis.ros.node;
