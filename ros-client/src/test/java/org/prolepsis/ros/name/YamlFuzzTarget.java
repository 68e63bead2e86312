package org.prolepsis.ros.name;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prolepsis.ros.fuzz.Oracle;

/** Values of {@code _param:=}: any text has a value of the parameter server's types. */
public final class YamlFuzzTarget {
    /**
     * What Jazzer's own hooks on strings and regular expressions allocate for a byte of short items: 199 bytes that cost
     * {@link ScalarYaml} 35 kB cost 2.7 MB with them. {@code ScalarYamlTest} bounds the memory without them.
     */
    private static final int HOOK_BYTES_PER_BYTE = 16 * 1024;

    private static final int FREE_BYTES = 2 * 1024 * 1024;

    private YamlFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Oracle.judge(
                data.length,
                FREE_BYTES + HOOK_BYTES_PER_BYTE * data.length,
                Set.of(),
                () -> requireKnown(ScalarYaml.parse(text)));
    }

    private static void requireKnown(Object value) {
        if (value instanceof List<?> list) {
            list.forEach(YamlFuzzTarget::requireKnown);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                Oracle.require(key instanceof String, "a key that is no string");
                requireKnown(member);
            });
        } else {
            Oracle.require(
                    value instanceof String
                            || value instanceof Boolean
                            || value instanceof Integer
                            || value instanceof Double,
                    "a value of another type: " + value);
        }
    }

    public static List<byte[]> seeds() {
        return List.of("1", "-0x1f", "017", "1e-3", "[1, 'a''b', \"c\\n\", {x: [true]}]", "{a: 1, 'b c': ~}", ".nan")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
