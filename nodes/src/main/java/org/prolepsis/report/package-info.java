/**
 * What a run of the arm is judged by and shown with: recordings, the figures computed from them, and the HTML report.
 * Knows nothing of ROS.
 *
 * <p>Plots are SVG written here and not pictures drawn with AWT: they follow the reader's light or dark scheme, stay
 * sharp at any size, and need neither fonts nor a display on a robot's bare Java installation.
 */
package org.prolepsis.report;
