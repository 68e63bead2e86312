package org.prolepsis.flow.text;

import java.util.Locale;
import java.util.Optional;

/** Whether a command can be read at all. Stateless; any thread may call it. */
final class CommandText {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private CommandText() {}

    /** What keeps a command from being read, for a person, or nothing. */
    static Optional<String> fault(String command, int maxLength) {
        if (command == null || command.isBlank()) {
            return Optional.of("the command is empty; say what to do");
        }
        if (command.length() > maxLength) {
            return Optional.of("the command has " + command.length() + " characters, at most " + maxLength
                    + " are allowed; say it in one sentence");
        }
        int position = 0;
        for (int codePoint : command.codePoints().toArray()) {
            if (isUnprintable(codePoint)) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "the command holds the unprintable character U+%04X at position %d; use plain text",
                        codePoint,
                        position));
            }
            position++;
        }
        if (Sentences.normalise(command).codePoints().noneMatch(Character::isLetter)) {
            return Optional.of("the command holds no word; say what to do");
        }
        return Optional.empty();
    }

    private static boolean isUnprintable(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            case Character.FORMAT -> codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER;
            default -> codePoint == 0xFFFD;
        };
    }
}
