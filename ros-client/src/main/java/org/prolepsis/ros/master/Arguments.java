package org.prolepsis.ros.master;

import java.util.List;
import org.prolepsis.ros.name.GraphNames;

/**
 * The checked arguments of one call; names are resolved against the caller. Each getter throws IllegalArgumentException
 * with rosmaster's message.
 */
final class Arguments {
    private final List<Object> values;

    Arguments(List<Object> values) {
        this.values = values;
    }

    String callerId() {
        return (String) values.get(0);
    }

    Object value(int index) {
        return values.get(index);
    }

    String text(int index, String name) {
        if (!(values.get(index) instanceof String text)) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] must be a string");
        }
        return text;
    }

    String nonEmpty(int index, String name) {
        String text = text(index, name);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] must be specified and non-empty");
        }
        return text;
    }

    String key(int index, String name) {
        return GraphNames.resolve(nonEmpty(index, name), callerId());
    }

    String topic(int index, String name) {
        String text = nonEmpty(index, name);
        if (text.equals("/")) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] cannot be the global namespace");
        }
        if (text.indexOf(':') >= 0 || text.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] contains illegal chars");
        }
        return GraphNames.resolve(text, callerId());
    }

    String api(int index, String name) {
        String text = text(index, name);
        if (!text.startsWith("http://") && !text.startsWith("rosrpc://")) {
            throw new IllegalArgumentException("ERROR: parameter [" + name + "] is not an RPC URI");
        }
        return text;
    }

    String typeName(int index, String name) {
        String text = nonEmpty(index, name);
        if (!text.equals("*") && (text.indexOf('/') < 1 || text.indexOf('/') != text.lastIndexOf('/'))) {
            throw new IllegalArgumentException(
                    "ERROR: parameter [" + name + "] is not a valid package resource name: " + text);
        }
        return text;
    }
}
