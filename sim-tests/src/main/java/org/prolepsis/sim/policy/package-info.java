/** Chunk policies of the simulated cell: the interface, what a learned one sees, its weights and its inference. */
package org.prolepsis.sim.policy;
