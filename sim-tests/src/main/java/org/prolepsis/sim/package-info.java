/** What this module adds to the command line and to the nodes. */
package org.prolepsis.sim;
