/** The arm's kinematics, and the scripted demonstrator that sorts the blocks at a human pace. */
package org.prolepsis.sim.expert;
