/** How far along a motion an arm has got, from its measured joints. */
package org.prolepsis.flow.phase;
