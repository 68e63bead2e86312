/** Generated demonstrations: the default waving set of the 7-joint arm. */
package org.prolepsis.flow.demo;
