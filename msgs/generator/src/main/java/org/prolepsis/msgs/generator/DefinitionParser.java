package org.prolepsis.msgs.generator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the lines of one message definition by the rules of genmsg, so that md5 sums agree with those of ROS. */
final class DefinitionParser {
    private static final Pattern TYPE =
            Pattern.compile("((?:[a-zA-Z]\\w*/)?[a-zA-Z]\\w*)(\\[\\s*(\\d*)\\s*])?", Pattern.UNICODE_CASE);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z]\\w*");
    /** More elements than this in a fixed array are an error of the definition rather than a message. */
    private static final long MAX_FIXED_LENGTH = 1 << 20;

    private final String file;
    private final String packageName;
    private final int lineOffset;

    /**
     * @param file the file, for error messages
     * @param packageName the ROS package in which unqualified types are looked for
     * @param lineOffset lines of the file before the text, such as the request before a response
     */
    DefinitionParser(String file, String packageName, int lineOffset) {
        this.file = file;
        this.packageName = packageName;
        this.lineOffset = lineOffset;
    }

    /**
     * @throws DefinitionException if a line is neither a field nor a constant, or a name occurs twice
     */
    MessageSpec parse(String name, String text) {
        List<Constant> constants = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int number = lineOffset;
        for (String line : text.split("\n", -1)) {
            number++;
            String clean = withoutComment(line);
            if (clean.isEmpty()) {
                continue;
            }
            String declared;
            if (clean.indexOf('=') >= 0) {
                Constant constant = constant(line, clean, number);
                constants.add(constant);
                declared = constant.name();
            } else {
                Field field = field(line, clean, number);
                fields.add(field);
                declared = field.name();
            }
            if (!names.add(declared)) {
                throw error(number, "the name " + declared + " is declared twice; give each its own name");
            }
        }
        return new MessageSpec(packageName, name, text, constants, fields);
    }

    private Field field(String line, String clean, int number) {
        String[] words = clean.split("\\s+", -1);
        if (words.length != 2) {
            throw error(number, "got \"" + line.strip() + "\", expected \"type name\" or \"type NAME=value\"");
        }
        if (!NAME.matcher(words[1]).matches()) {
            throw error(number, "got field name \"" + words[1] + "\", expected a letter, then letters, digits or _");
        }
        return new Field(fieldType(words[0], number), words[1]);
    }

    private FieldType fieldType(String word, int number) {
        Matcher matcher = TYPE.matcher(word);
        if (!matcher.matches()) {
            throw error(number, "got type \"" + word + "\", expected a built-in, Name or package/Name, then [] or [n]");
        }
        String base = matcher.group(1);
        Optional<Primitive> primitive = Primitive.named(base);
        String message = primitive.isPresent() ? "" : resolve(base);
        if (matcher.group(2) == null) {
            return new FieldType(primitive, message, FieldType.Arity.ONE, 0);
        }
        if (matcher.group(3).isEmpty()) {
            return new FieldType(primitive, message, FieldType.Arity.VARIABLE_ARRAY, 0);
        }
        return new FieldType(primitive, message, FieldType.Arity.FIXED_ARRAY, fixedLength(matcher.group(3), number));
    }

    private int fixedLength(String digits, int number) {
        if (digits.length() > 9 || Long.parseLong(digits) > MAX_FIXED_LENGTH) {
            throw error(number, "got a fixed array of " + digits + " elements, at most " + MAX_FIXED_LENGTH + " fit");
        }
        return Integer.parseInt(digits);
    }

    private String resolve(String base) {
        if (base.indexOf('/') >= 0) {
            return base;
        }
        return base.equals("Header") ? "std_msgs/Header" : packageName + "/" + base;
    }

    private Constant constant(String line, String clean, int number) {
        String typeName = clean.split("[\\s=]+", 2)[0];
        Primitive type = Primitive.named(typeName)
                .filter(p -> !p.isStamp())
                .orElseThrow(() -> error(
                        number, "got constant type \"" + typeName + "\", expected a number, bool or string type"));
        // A string keeps everything after '=', comment signs included; any other value ends at a comment.
        String declaration = type == Primitive.STRING ? line.strip() : clean;
        int equals = declaration.indexOf('=');
        String name = declaration.substring(typeName.length(), equals).strip();
        String text = declaration.substring(equals + 1).strip();
        if (!NAME.matcher(name).matches()) {
            throw error(number, "got constant name \"" + name + "\", expected a letter, then letters, digits or _");
        }
        try {
            return new Constant(type, name, text, ConstantValue.javaExpression(type, text));
        } catch (IllegalArgumentException e) {
            throw error(number, "constant " + name + ": " + e.getMessage());
        }
    }

    private static String withoutComment(String line) {
        int hash = line.indexOf('#');
        return (hash < 0 ? line : line.substring(0, hash)).strip();
    }

    private DefinitionException error(int number, String message) {
        return new DefinitionException(file, number, message);
    }
}
