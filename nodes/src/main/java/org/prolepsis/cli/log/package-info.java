/** Logback's side of a node's log: lines to {@code /rosout}, levels from the graph. */
package org.prolepsis.cli.log;
