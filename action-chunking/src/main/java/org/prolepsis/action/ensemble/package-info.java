/** Ways to read one joint target out of overlapping chunks: newest, ACT's temporal ensemble, proleptic ensemble. */
package org.prolepsis.action.ensemble;
