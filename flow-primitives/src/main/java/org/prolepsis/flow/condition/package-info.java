/** Motions made to start at a state, to pass through via-points and to go on from what was executed. */
package org.prolepsis.flow.condition;
