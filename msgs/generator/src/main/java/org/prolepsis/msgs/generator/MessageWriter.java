package org.prolepsis.msgs.generator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the Java class of a message or a service. */
final class MessageWriter {
    private static final String HEADING = "// Generated from the ROS definition of the same name. Change that instead.";

    /** Where the classes are that generated ones build on. */
    private static final String RUNTIME = "org.prolepsis.msgs";

    private final Definitions definitions;
    private final String basePackage;

    MessageWriter(Definitions definitions, String basePackage) {
        this.definitions = definitions;
        this.basePackage = basePackage;
    }

    /** The source file of a message. */
    String messageFile(MessageSpec message) {
        JavaSource out = new JavaSource().line(HEADING);
        out.line("package " + javaPackage(message.packageName()) + ";").line("");
        writeClass(out, message, message.name(), "public final class ");
        return out.toString();
    }

    /** The source file of a service, with its two messages as nested classes. */
    String serviceFile(ServiceSpec service) {
        JavaSource out = new JavaSource().line(HEADING);
        out.line("package " + javaPackage(service.packageName()) + ";").line("");
        out.line("/** {@code " + service.fullName() + "}: a service type with its request and response. */");
        out.open("public final class " + service.name());
        out.line("/** What the graph needs to know of this service. */");
        out.line("public static final org.prolepsis.msgs.ServiceType<Request, Response> TYPE =");
        out.line("        new org.prolepsis.msgs.ServiceType<>(" + JavaText.literal(service.fullName()) + ", "
                + JavaText.literal(definitions.md5(service)) + ", Request.TYPE, Response.TYPE);");
        out.line("").line("private " + service.name() + "() {}").line("");
        writeClass(out, service.request(), "Request", "public static final class ");
        out.line("");
        writeClass(out, service.response(), "Response", "public static final class ");
        return out.close().toString();
    }

    private void writeClass(JavaSource out, MessageSpec message, String className, String declaration) {
        List<JavaField> fields = javaFields(message);
        out.line("/** {@code " + message.fullName() + "}. Its definition is {@link #TYPE}'s. */");
        out.open(declaration + className + " implements org.prolepsis.msgs.Message");
        writeType(out, message, className);
        if (definitions.isAction(message) && basePackage.equals(RUNTIME)) {
            writeAction(out, message);
        }
        writeConstants(out, message);
        fields.forEach(f -> writeField(out, f));
        out.line("@Override");
        out.open("public org.prolepsis.msgs.MessageType<" + className + "> type()")
                .line("return TYPE;")
                .close()
                .line("");
        new CodecWriter(out, fields).write();
        new ObjectMethodsWriter(out, className, fields).write();
        out.close();
    }

    private void writeType(JavaSource out, MessageSpec message, String className) {
        out.line("/** What the graph needs to know of this message. */");
        out.line("public static final org.prolepsis.msgs.MessageType<" + className + "> TYPE =");
        out.line("        new org.prolepsis.msgs.MessageType<>(" + JavaText.literal(message.fullName()) + ", "
                + JavaText.literal(definitions.md5(message)) + ",");
        out.raw(JavaText.multiLineLiteral(definitions.fullText(message), out.continuation()) + ",");
        out.line("        " + className + "::new);").line("");
    }

    private static void writeAction(JavaSource out, MessageSpec message) {
        String name = message.name().substring(0, message.name().length() - "Action".length());
        String rosName = message.packageName() + "/" + name;
        String parameters = String.format("<%1$sGoal, %1$sResult, %1$sFeedback>", name);
        out.line("/** The action, for its servers and clients. */");
        out.line("public static final " + RUNTIME + ".ActionType" + parameters + " ACTION =");
        out.line("        new " + RUNTIME + ".ActionType<>(" + JavaText.literal(rosName) + ",");
        writeEnvelope(out, name, "Goal", "Goal", "goalId", "goal", ",");
        writeEnvelope(out, name, "Result", "Status", "status", "result", ",");
        writeEnvelope(out, name, "Feedback", "Status", "status", "feedback", ");");
        out.line("");
    }

    private static void writeEnvelope(
            JavaSource out, String name, String part, String envelope, String tag, String field, String end) {
        out.line("        new " + RUNTIME + ".ActionType." + envelope + "Envelope<>(");
        out.line(String.format(
                "                %1$sAction%2$s.TYPE, %1$s%2$s.TYPE, m -> m.header, m -> m.%3$s," + " m -> m.%4$s)%5$s",
                name, part, tag, field, end));
    }

    private static void writeConstants(JavaSource out, MessageSpec message) {
        for (Constant c : message.constants()) {
            String name = c.name().equals("TYPE") ? "TYPE_" : c.name();
            out.line("/** {@code " + c.type().rosName + "}. */");
            out.line("public static final " + c.type().javaType + " " + name + " = " + c.javaValue() + ";")
                    .line("");
        }
    }

    private static void writeField(JavaSource out, JavaField f) {
        String unsigned = f.type().isScalar() && f.primitive().isUnsigned()
                ? ": unsigned, in a signed Java type of the same width"
                : "";
        out.line("/** {@code " + f.type().rosName() + " " + f.field().name() + "}" + unsigned + ". */");
        out.line("public " + (f.isFinal() ? "final " : "") + f.javaType() + " " + f.name() + f.initializer() + ";");
        out.line("");
    }

    private List<JavaField> javaFields(MessageSpec message) {
        Set<String> taken = new HashSet<>(Set.of("TYPE"));
        message.constants().forEach(c -> taken.add(c.name()));
        List<JavaField> fields = new ArrayList<>();
        for (Field field : message.fields()) {
            String name = JavaText.fieldName(field.name());
            while (!taken.add(name)) {
                name += "_";
            }
            String label = message.fullName() + "." + field.name();
            fields.add(
                    new JavaField(field, name, elementType(field.type()), label, definitions.minElementBytes(field)));
        }
        return fields;
    }

    private String elementType(FieldType type) {
        return type.primitive()
                .map(p -> p.javaType)
                .orElseGet(() -> basePackage + "." + type.message().replace('/', '.'));
    }

    /** The Java package of a ROS package. */
    String javaPackage(String rosPackage) {
        return basePackage + "." + rosPackage;
    }
}
