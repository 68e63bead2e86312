/** What a trained model is worth: accuracy, MMD, coverage, jerk, reconstruction and latency. */
package org.prolepsis.flow.metrics;
