package org.prolepsis.msgs.generator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.prolepsis.ros.fuzz.Oracle;

/** Texts of .msg, .srv and .action files: DefinitionException, or a checksum, a full text and Java source. */
public final class DefinitionFuzzTarget {
    /** An action is seven classes with a page of source each. */
    private static final int MAX_SOURCE_BYTES = 8 * 1024 * 1024;

    private static final String[] KINDS = {"msg", "srv", "action"};

    private DefinitionFuzzTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 1) {
            return;
        }
        String kind = KINDS[(data[0] & 0xff) % KINDS.length];
        String text = new String(data, 1, data.length - 1, StandardCharsets.UTF_8);
        Oracle.judge(data.length, MAX_SOURCE_BYTES, Set.of(DefinitionException.class), () -> {
            DefinitionReader reader = new DefinitionReader();
            reader.readText(
                    "std_msgs/msg/Header", "std_msgs", "msg", "Header", "uint32 seq\ntime stamp\nstring frame_id\n");
            reader.readText("p/" + kind + "/Name", "p", kind, "Name", text);
            if (kind.equals("action")) {
                reader.readText("id", "actionlib_msgs", "msg", "GoalID", "time stamp\nstring id\n");
                reader.readText(
                        "st", "actionlib_msgs", "msg", "GoalStatus", "GoalID goal_id\nuint8 status\nstring text\n");
            }
            Definitions definitions = reader.finish();
            MessageWriter writer = new MessageWriter(definitions, "q");
            for (MessageSpec message : definitions.messages()) {
                Oracle.require(definitions.md5(message).length() == 32, "no checksum");
                Oracle.require(
                        definitions.fullText(message).contains(message.text()), "the text is not in the full text");
                Oracle.require(writer.messageFile(message).contains("class " + message.name()), "no class");
            }
            for (ServiceSpec service : definitions.services()) {
                Oracle.require(definitions.md5(service).length() == 32, "no checksum");
                Oracle.require(writer.serviceFile(service).contains("class " + service.name()), "no class");
            }
        });
    }

    public static List<byte[]> seeds() {
        return List.of(
                        "\0Header header\nfloat64[3] x # c\nstring S = a # b\nuint8 C=255\nduration[] d\nName2 n\n",
                        "\0bool B=True\nfloat32 F=-1e-3\nint64 I=-5\nchar[] c\n",
                        "\1string a\n---\nbool success\nstring message\n",
                        "\2int32 goal\n---\nfloat64 r\n---\nHeader f\n")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
