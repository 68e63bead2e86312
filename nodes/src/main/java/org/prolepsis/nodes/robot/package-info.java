/** What the nodes know of the arm: the joints and their limits. */
package org.prolepsis.nodes.robot;
