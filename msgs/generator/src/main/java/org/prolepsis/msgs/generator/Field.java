package org.prolepsis.msgs.generator;

/** A field of a message: its type and its ROS name. */
record Field(FieldType type, String name) {}
