package org.prolepsis.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.prolepsis.action.control.Quantiles;

class CyclictestTest {
    @Test
    void shouldReadQuantilesFromItsHistogramAndTheMaximumFromItsSummary() throws IOException {
        String text = """
                # /dev/cpu_dma_latency set to 0us
                # Histogram
                000050 000600
                000060 000390
                000900 000009
                # Total: 000001000
                # Min Latencies: 00050
                # Avg Latencies: 00061
                # Max Latencies: 250000
                # Histogram Overflows: 00001
                """;
        Quantiles read = Cyclictest.parse(text);
        assertEquals(50_000.0, (double) read.p50(), 10);
        assertEquals(60_000.0, (double) read.p99(), 10);
        assertEquals(900_000.0, (double) read.p999(), 100);
        assertEquals(250_000_000, read.max());
    }

    @Test
    void shouldSayWhatItSaidWhenThereIsNoHistogram() {
        IOException e = assertThrows(IOException.class, () -> Cyclictest.parse("FATAL: no rights"));
        assertEquals("cyclictest gave no histogram: FATAL: no rights", e.getMessage());
    }
}
