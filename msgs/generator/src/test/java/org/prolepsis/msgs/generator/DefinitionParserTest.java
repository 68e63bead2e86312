package org.prolepsis.msgs.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionParserTest {
    private static MessageSpec parse(String text) {
        return new DefinitionParser("pkg/msg/Name.msg", "pkg", 0).parse("Name", text);
    }

    @Test
    void shouldReadFieldsOfEveryArity() {
        MessageSpec spec = parse("float64 x\nfloat64[] xs # comment\n\n  Point[3]\tps\nother/Type t\nHeader header\n");
        assertEquals(
                List.of("float64 x", "float64[] xs", "pkg/Point[3] ps", "other/Type t", "std_msgs/Header header"),
                spec.fields().stream()
                        .map(f -> f.type().rosName() + " " + f.name())
                        .toList());
    }

    @Test
    void shouldKeepEverythingAfterTheEqualsSignOfAString() {
        Constant constant = parse("string NOTE = a # b = \"c\" \n").constants().get(0);
        assertEquals("a # b = \"c\"", constant.text());
        assertEquals("\"a # b = \\\"c\\\"\"", constant.javaValue());
    }

    @Test
    void shouldDropTheCommentOfANumber() {
        Constant constant = parse("uint8 ERROR=2 # worst = 3\n").constants().get(0);
        assertEquals("ERROR", constant.name());
        assertEquals("2", constant.text());
    }

    @ParameterizedTest
    @CsvSource({
        "uint8, 255, -1",
        "char, 200, -56",
        "int8, -128, -128",
        "uint32, 4294967295, -1",
        "uint64, 18446744073709551615, -1L",
        "bool, True, true",
        "bool, 0, false",
        "float32, 1, 1.0F",
        "float64, -1e-3, -0.001D",
        "float64, inf, java.lang.Double.POSITIVE_INFINITY",
        "float32, NaN, java.lang.Float.NaN"
    })
    void shouldTurnConstantsIntoJava(String type, String text, String java) {
        assertEquals(java, parse(type + " C=" + text).constants().get(0).javaValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "float64|got \"float64\", expected \"type name\" or \"type NAME=value\"",
                "float64 a b|got \"float64 a b\", expected \"type name\" or \"type NAME=value\"",
                "float64 1st|got field name \"1st\", expected a letter, then letters, digits or _",
                "float64[ x|got type \"float64[\", expected a built-in, Name or package/Name, then [] or [n]",
                "float64[9999999] x|got a fixed array of 9999999 elements, at most 1048576 fit",
                "time T=1|got constant type \"time\", expected a number, bool or string type",
                "uint8 C=256|constant C: got 256, a uint8 is 0 to 255",
                "uint8 C=-1|constant C: got -1, a uint8 is 0 to 255",
                "int32 C=x|constant C: got \"x\", expected a whole number",
                "float32 C=x|constant C: got \"x\", expected a number",
                "bool C=yes|constant C: got \"yes\", expected True, False, 1 or 0",
                "int32 =3|got constant name \"\", expected a letter, then letters, digits or _",
                "int32 ok|the name ok is declared twice; give each its own name"
            })
    void shouldNameFileLineAndWhatWasGot(String line, String message) {
        DefinitionException e = assertThrows(DefinitionException.class, () -> parse("# first\nint32 ok\n" + line));
        assertEquals("pkg/msg/Name.msg:3: " + message, e.getMessage());
    }
}
