package org.prolepsis.nodes.flow;

/**
 * What became of a sentence.
 *
 * @param refusal why it was refused; empty if it was not
 * @param motion the number of the motion that has begun
 * @param understood the training sentence it was taken for, or the nearest one
 * @param score how near that is
 * @param demonstratedSeconds how long the motion takes as demonstrated
 */
record Answer(String refusal, long motion, String understood, double score, double demonstratedSeconds) {}
