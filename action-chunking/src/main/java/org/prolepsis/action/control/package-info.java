/** The executor's state machine and the real-time loop that ticks it. */
package org.prolepsis.action.control;
