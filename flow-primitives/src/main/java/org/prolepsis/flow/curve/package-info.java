/** Motions as curves: clamped quintic B-splines over phase, in joint space or over poses. */
package org.prolepsis.flow.curve;
