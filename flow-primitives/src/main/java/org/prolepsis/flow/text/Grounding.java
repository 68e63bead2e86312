package org.prolepsis.flow.text;

/**
 * Whether a command can be carried out, and why not.
 *
 * @param grounded true if the command is close enough to what was demonstrated
 * @param reason one line for a person
 * @param nearestText the nearest training sentence, empty if it was never searched
 * @param score cosine similarity to the nearest sentence, in [-1, 1]; 0 if it was never searched
 */
public record Grounding(boolean grounded, String reason, String nearestText, double score) {}
