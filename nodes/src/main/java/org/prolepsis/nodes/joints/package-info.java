/** Reading joints from messages: matched by name, checked, and refused with the joint named. */
package org.prolepsis.nodes.joints;
