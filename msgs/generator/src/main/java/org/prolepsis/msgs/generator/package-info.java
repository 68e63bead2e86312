/**
 * Reads ROS 1 {@code .msg}, {@code .srv} and {@code .action} definitions and writes Java classes. It runs while the
 * message bindings are built; nothing of it is needed at run time.
 */
package org.prolepsis.msgs.generator;
