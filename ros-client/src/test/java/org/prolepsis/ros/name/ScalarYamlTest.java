package org.prolepsis.ros.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prolepsis.ros.fuzz.Oracle;

class ScalarYamlTest {
    @Test
    void shouldAllocateLittleForManyShortItems() {
        int items = 2000;
        String text = "[" + "-.,9 ,1T,0,".repeat(items / 4) + "]";
        assertEquals(items, assertInstanceOf(List.class, ScalarYaml.parse(text)).size());
        Oracle.judge(text.length(), Set.of(), () -> ScalarYaml.parse(text));
    }
}
