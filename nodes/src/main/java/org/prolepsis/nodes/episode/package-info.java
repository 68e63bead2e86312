/** Recorded episodes: what was measured and what was commanded, at a fixed rate, as a folder of CSV files. */
package org.prolepsis.nodes.episode;
