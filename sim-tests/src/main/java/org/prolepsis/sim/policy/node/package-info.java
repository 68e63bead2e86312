/** The node that runs a learned chunk policy on the topics of the cell. */
package org.prolepsis.sim.policy.node;
