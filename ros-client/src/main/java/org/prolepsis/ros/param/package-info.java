/** Parameters as a node sees them. */
package org.prolepsis.ros.param;
