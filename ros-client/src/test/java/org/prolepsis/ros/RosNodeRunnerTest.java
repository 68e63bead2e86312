package org.prolepsis.ros;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.master.RosMaster;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

@Timeout(60)
class RosNodeRunnerTest {
    private static final List<Object> NOTHING = List.of(List.of(), List.of(), List.of());

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void shouldLeaveTheGraphWhenTheProcessGetsASignal(String signal) throws IOException, InterruptedException {
        try (RosMaster master = RosMaster.start("127.0.0.1", 0);
                XmlRpcClient client = new XmlRpcClient()) {
            MasterClient asking = new MasterClient(master.uri(), "/test", client);
            String binary =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process process = new ProcessBuilder(
                            binary,
                            "-cp",
                            System.getProperty("java.class.path"),
                            RunnerProcess.class.getName(),
                            "__master:=" + master.uri(),
                            "__name:=mine")
                    .redirectErrorStream(true)
                    .start();
            try {
                TestNodes.await(
                        "the service",
                        30,
                        () -> asking.reply(Duration.ofSeconds(2), "lookupService", "/mine/service")
                                .get(0)
                                .equals(1));
                new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor();
                assertTrue(process.waitFor(15, TimeUnit.SECONDS), "the process does not end");
                assertEquals(NOTHING, asking.call("getSystemState"));
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertTrue(said.contains("shut down /mine"), said);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
