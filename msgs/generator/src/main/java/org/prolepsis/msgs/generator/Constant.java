package org.prolepsis.msgs.generator;

/**
 * A constant of a message.
 *
 * @param type the built-in type
 * @param name the name
 * @param text the value as written, stripped; this is what md5 sums cover
 * @param javaValue the value as a Java expression
 */
record Constant(Primitive type, String name, String text, String javaValue) {}
