/** The colour-sort cell and its demonstrator as nodes, and the messages they exchange. */
package org.prolepsis.sim.node;
