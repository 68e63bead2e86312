/** Training with TensorFlow; the only package that knows it. */
package org.prolepsis.flow.train;
