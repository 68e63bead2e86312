/** Trained models: sampling, and the bundle directory they are kept in. */
package org.prolepsis.flow.model;
