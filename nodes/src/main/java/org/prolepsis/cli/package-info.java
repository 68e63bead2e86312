/** The command line {@code prolepsis}: one class a command, each thin over the modules that do the work. */
package org.prolepsis.cli;
