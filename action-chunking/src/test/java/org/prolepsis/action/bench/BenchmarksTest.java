package org.prolepsis.action.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.prolepsis.action.control.ExecutorState;
import org.prolepsis.action.control.Quantiles;

/** That the benchmarks run and measure something; speed is not asserted here, machines differ. */
class BenchmarksTest {
    private static void requirePlausible(BenchmarkResult result) {
        Quantiles time = result.time();
        assertTrue(time.p50() > 0 && time.p50() <= time.p99(), result.toString());
        assertTrue(time.p99() <= time.p999() && time.p999() <= time.max(), result.toString());
        assertEquals((double) result.baseline().p50() / time.p50(), result.ratio(), 1e-12);
    }

    @Test
    void shouldMeasureTheEnsemble() {
        BenchmarkResult result = EnsembleBenchmark.run(50, 7, 2000);
        requirePlausible(result);
        assertEquals(2000, result.operations());
    }

    @Test
    void shouldMeasureTheLimiter() {
        requirePlausible(LimiterBenchmark.run(5000));
    }

    @Test
    void shouldMeasureTheLoopWhileItFollowsChunks() throws InterruptedException {
        LoopBenchmark.Result result = LoopBenchmark.run(200, 0.5, 0);
        requirePlausible(result.result());
        assertEquals(ExecutorState.RUNNING, result.finalState());
        assertTrue(result.result().operations() > 50, result.toString());
    }

    @Test
    void shouldRefuseALoopThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> LoopBenchmark.run(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> LoopBenchmark.run(200, Double.NaN, 0));
    }
}
