package org.prolepsis.msgs.generator;

/** A parsed service definition; request and response are named {@code NameRequest} and {@code NameResponse}. */
record ServiceSpec(String packageName, String name, MessageSpec request, MessageSpec response) {
    String fullName() {
        return packageName + "/" + name;
    }
}
