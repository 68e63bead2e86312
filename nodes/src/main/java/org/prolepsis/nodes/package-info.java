/** The nodes: thin shells that join the pure algorithms to the graph port. {@link org.prolepsis.nodes.NodeCatalog} lists them. */
package org.prolepsis.nodes;
