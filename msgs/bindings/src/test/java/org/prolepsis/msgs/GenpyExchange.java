package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Random messages of many types, made by us and read by genpy and the other way round, in one Python process. */
final class GenpyExchange {
    private GenpyExchange() {}

    /**
     * Compares bytes and content both ways.
     *
     * @param pythonPath of classes that are not installed, or empty
     * @return the types of which there is no Python class
     */
    static Set<String> compare(List<MessageType<?>> types, int seeds, String pythonPath) throws Exception {
        List<String> questions = new ArrayList<>();
        for (MessageType<?> type : types) {
            for (long seed = 0; seed < seeds; seed++) {
                Message ours = new RandomFiller(seed).fill(type.newMessage());
                questions.add("B " + type.name() + " " + HexFormat.of().formatHex(Buffers.bytes(ours)));
                questions.add("R " + type.name() + " " + seed);
            }
        }
        List<String> answers = GenpyPeer.ask(questions, pythonPath);
        Set<String> missing = new TreeSet<>();
        for (int i = 0; i < questions.size(); i++) {
            MessageType<?> type = types.get(i / (2 * seeds));
            if (answers.get(i).startsWith("-")) {
                missing.add(type.name());
            } else if (i % 2 == 0) {
                assertEquals(questions.get(i), answers.get(i), "genpy has written other bytes than it read");
            } else {
                compareTheirs(type, answers.get(i).split(" ", -1), questions.get(i));
            }
        }
        return missing;
    }

    private static void compareTheirs(MessageType<?> type, String[] answer, String question) {
        byte[] bytes = HexFormat.of().parseHex(answer[2]);
        Message read = type.newMessage();
        read.readFrom(Buffers.littleEndian(bytes));
        assertEquals(Arrays.stream(answer).skip(3).sorted().toList(), Contents.of(read), question);
        assertArrayEquals(bytes, Buffers.bytes(read), question);
    }
}
