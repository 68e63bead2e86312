/** The demo: all nodes in one JVM over a real graph, watched as any other node would watch them. */
package org.prolepsis.cli.demo;
