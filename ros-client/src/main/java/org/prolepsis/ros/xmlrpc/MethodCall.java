package org.prolepsis.ros.xmlrpc;

import java.util.List;

/** A method's name and its arguments. */
public record MethodCall(String method, List<Object> arguments) {}
