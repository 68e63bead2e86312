/** The motion manifold: principal components of curves in the trajectory metric and an autoencoder on them. */
package org.prolepsis.flow.manifold;
