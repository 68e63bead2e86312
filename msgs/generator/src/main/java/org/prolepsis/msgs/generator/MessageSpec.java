package org.prolepsis.msgs.generator;

import java.util.List;

/**
 * A parsed message definition.
 *
 * @param packageName the ROS package
 * @param name the name without package
 * @param text the definition as written
 * @param constants in the order of the definition
 * @param fields in the order of the definition, which is that of the wire
 */
record MessageSpec(String packageName, String name, String text, List<Constant> constants, List<Field> fields) {
    MessageSpec {
        constants = List.copyOf(constants);
        fields = List.copyOf(fields);
    }

    String fullName() {
        return packageName + "/" + name;
    }
}
