/** Pictures and animations of episodes, drawn without a display. */
package org.prolepsis.sim.view;
