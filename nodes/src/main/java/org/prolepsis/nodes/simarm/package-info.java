/** A simulated arm: joint servos that lag and have limits, behind the topics of a real arm. */
package org.prolepsis.nodes.simarm;
