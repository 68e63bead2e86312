package org.prolepsis.flow.train;

import org.prolepsis.flow.model.MotionModel;

/**
 * A finished training run.
 *
 * @param model the model
 * @param seconds wall time of the whole run, s
 * @param steps optimiser steps, manifold and flow together
 * @param manifoldLoss mean reconstruction and smoothness loss of the last manifold steps
 * @param flowLoss mean flow-matching loss of the last flow steps
 */
public record TrainingResult(MotionModel model, double seconds, int steps, double manifoldLoss, double flowLoss) {}
