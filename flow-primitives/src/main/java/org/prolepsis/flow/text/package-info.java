/** Sentences: encoding, features for the text embedder, grounding and honest refusal. */
package org.prolepsis.flow.text;
