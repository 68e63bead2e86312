/** Benchmarks that the command line runs; the JMH ones are among the tests. */
package org.prolepsis.action.bench;
