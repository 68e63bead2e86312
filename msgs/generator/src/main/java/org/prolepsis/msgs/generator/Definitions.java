package org.prolepsis.msgs.generator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All known messages and services by name, and what follows from several of them together: md5 and full text. */
final class Definitions {
    /** Fixed arrays of messages with fixed arrays multiply. */
    private static final int MAX_WIRE_BYTES = 1 << 28;

    private static final int MAX_NESTING = 100;
    private static final String SEPARATOR = "=".repeat(80) + "\n";

    private final Map<String, MessageSpec> messages = new TreeMap<>();
    private final Map<String, ServiceSpec> services = new TreeMap<>();
    private final Map<String, String> md5s = new HashMap<>();
    private final Set<String> actions = new HashSet<>();
    private final Map<String, Integer> minWireBytes = new HashMap<>();

    void add(String file, MessageSpec message) {
        if (messages.putIfAbsent(message.fullName(), message) != null) {
            throw new DefinitionException(file, message.fullName() + " is defined twice; remove one definition");
        }
    }

    void add(String file, ServiceSpec service) {
        if (services.putIfAbsent(service.fullName(), service) != null || messages.containsKey(service.fullName())) {
            throw new DefinitionException(file, service.fullName() + " is defined twice; remove one definition");
        }
    }

    /** Says that a message is the outermost one of an action, {@code NameAction}. */
    void addAction(String fullName) {
        actions.add(fullName);
    }

    /** Whether a message is the outermost one of an action. */
    boolean isAction(MessageSpec message) {
        return actions.contains(message.fullName());
    }

    Collection<MessageSpec> messages() {
        return messages.values();
    }

    Collection<ServiceSpec> services() {
        return services.values();
    }

    /** The message a field nests. */
    MessageSpec nested(Field field) {
        return messages.get(field.type().message());
    }

    /**
     * Checks that every nested type exists and that none contains itself.
     *
     * @throws DefinitionException naming the message and the field
     */
    void check() {
        Set<String> good = new HashSet<>();
        messages.values().forEach(m -> check(m, new LinkedHashSet<>(), good));
        services.values().forEach(s -> {
            check(s.request(), new LinkedHashSet<>(), good);
            check(s.response(), new LinkedHashSet<>(), good);
        });
    }

    /** @param good messages that were checked already: a message may be reached in exponentially many ways */
    private void check(MessageSpec message, Set<String> path, Set<String> good) {
        if (good.contains(message.fullName())) {
            return;
        }
        if (path.size() >= MAX_NESTING) {
            throw new DefinitionException(message.fullName(), "is nested deeper than " + MAX_NESTING);
        }
        if (!path.add(message.fullName())) {
            throw new DefinitionException(message.fullName(), "contains itself through " + String.join(" > ", path));
        }
        for (Field field : message.fields()) {
            if (field.type().isMessage()) {
                MessageSpec nested = nested(field);
                if (nested == null) {
                    throw new DefinitionException(
                            message.fullName(),
                            "field " + field.name() + " has type "
                                    + field.type().message() + ", which is not among the definitions");
                }
                check(nested, path, good);
            }
        }
        path.remove(message.fullName());
        good.add(message.fullName());
        minWireBytes(message);
    }

    /** The md5 sum of a message, as genmsg computes it. */
    String md5(MessageSpec message) {
        String known = md5s.get(message.fullName());
        if (known == null) {
            known = md5Of(md5Text(message));
            md5s.put(message.fullName(), known);
        }
        return known;
    }

    /** The md5 sum of a service: that of the request's text and the response's, one after the other. */
    String md5(ServiceSpec service) {
        return md5Of(md5Text(service.request()) + md5Text(service.response()));
    }

    private String md5Text(MessageSpec message) {
        StringBuilder text = new StringBuilder();
        for (Constant c : message.constants()) {
            text.append(c.type().rosName)
                    .append(' ')
                    .append(c.name())
                    .append('=')
                    .append(c.text())
                    .append('\n');
        }
        for (Field f : message.fields()) {
            text.append(f.type().isMessage() ? md5(nested(f)) : f.type().rosName());
            text.append(' ').append(f.name()).append('\n');
        }
        return text.toString().strip();
    }

    private static String md5Of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** The definition followed by those of all nested types, as {@code gendeps --cat} writes it. */
    String fullText(MessageSpec message) {
        Set<String> nested = new LinkedHashSet<>();
        collectNested(message, nested);
        StringBuilder text = new StringBuilder(message.text()).append('\n');
        for (String name : nested) {
            text.append(SEPARATOR).append("MSG: ").append(name).append('\n');
            text.append(messages.get(name).text()).append('\n');
        }
        return text.substring(0, text.length() - 1);
    }

    private void collectNested(MessageSpec message, Set<String> into) {
        for (Field field : message.fields()) {
            if (field.type().isMessage()) {
                if (into.add(field.type().message())) {
                    collectNested(nested(field), into);
                }
            }
        }
    }

    /** The fewest bytes a message takes on the wire; bounds how many elements a length field may promise. */
    int minWireBytes(MessageSpec message) {
        Integer known = minWireBytes.get(message.fullName());
        if (known != null) {
            return known;
        }
        long bytes = message.fields().stream().mapToLong(this::minWireBytes).sum();
        if (bytes > MAX_WIRE_BYTES) {
            throw new DefinitionException(
                    message.fullName(), "takes at least " + bytes + " bytes, at most " + MAX_WIRE_BYTES + " fit");
        }
        minWireBytes.put(message.fullName(), (int) bytes);
        return (int) bytes;
    }

    private long minWireBytes(Field field) {
        return switch (field.type().arity()) {
            case VARIABLE_ARRAY -> Integer.BYTES;
            case FIXED_ARRAY -> (long) field.type().length() * minElementBytes(field);
            case ONE -> minElementBytes(field);
        };
    }

    /** The fewest bytes one element of the field takes on the wire. */
    int minElementBytes(Field field) {
        if (field.type().isMessage()) {
            return minWireBytes(nested(field));
        }
        return field.type().isString()
                ? Integer.BYTES
                : field.type().primitive().orElseThrow().wireBytes;
    }
}
