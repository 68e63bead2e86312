/** The action node: chunks and joint states in, controller commands out. */
package org.prolepsis.nodes.action;
