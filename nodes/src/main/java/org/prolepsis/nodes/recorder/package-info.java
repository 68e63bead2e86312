/** The recorder: topics of an arm and its policy become episodes at a fixed rate. */
package org.prolepsis.nodes.recorder;
