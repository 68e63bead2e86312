package org.prolepsis.msgs.generator;

import java.util.Collection;
import java.util.List;

/** Writes the class that lists every generated type. */
final class TypeIndexWriter {
    static final String CLASS_NAME = "GeneratedTypes";

    private TypeIndexWriter() {}

    static String file(Definitions definitions, String basePackage) {
        JavaSource out = new JavaSource().line("package " + basePackage + ";").line("");
        out.line("/** Every message and service type that was generated, in the order of their names. */");
        out.open("public final class " + CLASS_NAME)
                .line("private " + CLASS_NAME + "() {}")
                .line("");
        List<String> messages =
                names(definitions.messages().stream().map(MessageSpec::fullName).toList(), basePackage);
        List<String> services =
                names(definitions.services().stream().map(ServiceSpec::fullName).toList(), basePackage);
        list(out, "messages", "org.prolepsis.msgs.MessageType<?>", messages);
        list(out, "services", "org.prolepsis.msgs.ServiceType<?, ?>", services);
        return out.close().toString();
    }

    private static List<String> names(Collection<String> rosNames, String basePackage) {
        return rosNames.stream()
                .map(n -> basePackage + "." + n.replace('/', '.') + ".TYPE")
                .toList();
    }

    private static void list(JavaSource out, String method, String type, List<String> names) {
        out.line("/** All " + method + ", without the requests and responses of services. */");
        out.open("public static java.util.List<" + type + "> " + method + "()");
        out.line("return java.util.List.of(");
        for (int i = 0; i < names.size(); i++) {
            out.line("        " + names.get(i) + (i < names.size() - 1 ? "," : ");"));
        }
        if (names.isEmpty()) {
            out.line("        );");
        }
        out.close();
    }
}
