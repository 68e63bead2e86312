/** Parameters declared once: read and checked from the graph, and the source of the table in the docs and of {@code --help}. */
package org.prolepsis.nodes.params;
