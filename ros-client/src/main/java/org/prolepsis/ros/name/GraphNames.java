package org.prolepsis.ros.name;

import java.util.regex.Pattern;
import org.prolepsis.graph.GraphException;

/** The rules of ROS names, as rosgraph has them. All functions are pure. */
public final class GraphNames {
    private static final Pattern LEGAL = Pattern.compile("[~/A-Za-z][A-Za-z0-9_/]*");
    private static final Pattern LEGAL_BASE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private GraphNames() {}

    /** Whether the name is legal; the empty name is, and stands for the namespace. */
    public static boolean isLegal(String name) {
        return name.isEmpty() || (LEGAL.matcher(name).matches() && !name.contains("//"));
    }

    /** Whether the name is legal and has no namespace part. */
    public static boolean isLegalBase(String name) {
        return LEGAL_BASE.matcher(name).matches();
    }

    /** Whether the name starts at the root. */
    public static boolean isGlobal(String name) {
        return name.startsWith("/");
    }

    /** Whether the name belongs to a node ({@code ~name}). */
    public static boolean isPrivate(String name) {
        return name.startsWith("~");
    }

    /** Removes repeated and trailing slashes: {@code /a//b/} becomes {@code /a/b}. */
    public static String canonical(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '/' || out.length() == 0 || out.charAt(out.length() - 1) != '/') {
                out.append(c);
            }
        }
        if (out.length() > 1 && out.charAt(out.length() - 1) == '/') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    /** The namespace of a name with a trailing slash: {@code /wg/node} gives {@code /wg/}. */
    public static String namespaceOf(String name) {
        String trimmed = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        int slash = trimmed.lastIndexOf('/');
        return slash < 0 ? "/" : trimmed.substring(0, slash + 1);
    }

    /** Appends a name to a namespace; a global or private name is returned as it is. */
    public static String join(String namespace, String name) {
        if (isGlobal(name) || isPrivate(name) || namespace.isEmpty()) {
            return name;
        }
        return namespace.endsWith("/") ? namespace + name : namespace + "/" + name;
    }

    /**
     * Resolves a name as seen by a node, without remapping.
     *
     * @param name global, relative or private; empty stands for the node's namespace
     * @param nodeName the full name of the node
     */
    public static String resolve(String name, String nodeName) {
        if (name.isEmpty()) {
            return namespaceOf(nodeName);
        }
        if (isGlobal(name)) {
            return canonical(name);
        }
        if (isPrivate(name)) {
            return canonical(nodeName + "/" + name.substring(1));
        }
        return canonical(namespaceOf(nodeName) + name);
    }

    /**
     * Returns the name if it is legal.
     *
     * @throws GraphException if it is not; the message names it and the rule
     */
    public static String requireLegal(String what, String name) {
        if (!isLegal(name)) {
            throw new GraphException(what + " is '" + name
                    + "'; a ROS name starts with a letter, '/' or '~' and goes on with letters, digits, '_' and '/'");
        }
        return name;
    }
}
