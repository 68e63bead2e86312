/** Virtual time, the pace governor, and the look-ahead that makes up for an arm's tracking lag. */
package org.prolepsis.action.pace;
