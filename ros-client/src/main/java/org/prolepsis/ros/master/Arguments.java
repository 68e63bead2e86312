package org.prolepsis.ros.master;

import java.util.List;
import java.util.Map;
import org.prolepsis.ros.name.GraphNames;

/**
 * The checked arguments of one call; names are resolved against the caller. Each getter throws IllegalArgumentException
 * with the words of rosmaster and rospy.
 */
public final class Arguments {
    private static final int MAX_NAME_CHARS = 2048;

    private final List<Object> values;

    Arguments(List<Object> values) {
        this.values = values;
        requireShort((String) values.get(0), "caller_id");
    }

    /** Names and addresses are kept for as long as a node is registered. */
    private static void requireShort(String text, String name) {
        if (text.length() > MAX_NAME_CHARS) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] has " + text.length()
                    + " characters, at most " + MAX_NAME_CHARS + " are allowed");
        }
    }

    /** The name of the node that calls. */
    public String callerId() {
        return (String) values.get(0);
    }

    /** An argument of any type. */
    public Object value(int index) {
        return values.get(index);
    }

    String text(int index, String name) {
        if (!(values.get(index) instanceof String text)) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] must be a string");
        }
        requireShort(text, name);
        return text;
    }

    /** A value that Python takes for true. */
    public Object nonEmpty(int index, String name) {
        if (isEmpty(values.get(index))) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] must be specified and non-empty");
        }
        return values.get(index);
    }

    private static boolean isEmpty(Object value) {
        return value == null
                || value.equals("")
                || Boolean.FALSE.equals(value)
                || (value instanceof Number number && number.doubleValue() == 0)
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }

    /** The name of a parameter as the caller wrote it. */
    String unresolvedKey(int index, String name) {
        nonEmpty(index, name);
        return text(index, name);
    }

    /** The full name of a parameter. */
    String key(int index, String name) {
        return GraphNames.resolve(unresolvedKey(index, name), callerId());
    }

    /** The full name of a topic or a service. */
    public String topic(int index, String name) {
        if ("/".equals(values.get(index))) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] cannot be the global namespace");
        }
        return node(index, name);
    }

    /** The full name of a node. */
    String node(int index, String name) {
        String text = nonEmptyText(index, name);
        if (text.indexOf(':') >= 0 || text.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] contains illegal chars");
        }
        return GraphNames.resolve(text, callerId());
    }

    /** A name that is full already. */
    public String globalName(int index, String name) {
        String text = nonEmptyText(index, name);
        if (!GraphNames.isGlobal(text)) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] must be a globally referenced name");
        }
        return text;
    }

    private String nonEmptyText(int index, String name) {
        if (!(values.get(index) instanceof String text) || text.isEmpty()) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] must be a non-empty string");
        }
        requireShort(text, name);
        return text;
    }

    String api(int index, String name) {
        if (!(values.get(index) instanceof String text) || text.isEmpty()) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] is not an XMLRPC URI");
        }
        if (!text.startsWith("http://") && !text.startsWith("rosrpc://")) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] is not an RPC URI");
        }
        requireShort(text, name);
        return text;
    }

    String typeName(int index, String name) {
        String text = nonEmptyText(index, name);
        int slash = text.indexOf('/');
        if (!text.equals("*") && (slash < 0 || slash != text.lastIndexOf('/'))) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] is not a valid package resource name");
        }
        return text;
    }
}
