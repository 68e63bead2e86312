/** Training of chunk policies with TensorFlow; the only package of this module that imports it. */
package org.prolepsis.sim.policy.train;
