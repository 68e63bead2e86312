/** Benchmarks that a user can run on the robot's own machine: each measures one hot operation beside a plain baseline. */
package org.prolepsis.cli.bench;
