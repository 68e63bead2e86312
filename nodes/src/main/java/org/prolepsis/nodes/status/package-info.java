/** How nodes report: latched status, diagnostics, and a log that cannot flood. */
package org.prolepsis.nodes.status;
