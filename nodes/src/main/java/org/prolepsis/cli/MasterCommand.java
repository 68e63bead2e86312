package org.prolepsis.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.master.RosMaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the embedded master until it is interrupted. */
@Command(name = "master", description = "Run a ROS master with its parameter server, until Ctrl-C.")
final class MasterCommand implements Callable<Integer> {
    private static final int LARGEST_PORT = 65535;

    @Mixin
    private Common common = new Common();

    @Option(
            names = {"-p", "--port"},
            defaultValue = "11311",
            description = "Port, 0 for a free one; default ${DEFAULT-VALUE}.")
    private int port;

    private final Console console;

    MasterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > LARGEST_PORT) {
            throw CommandException.usage("--port is " + port + "; it must be 0 to " + LARGEST_PORT);
        }
        Logging.info();
        // The host comes from ROS_HOSTNAME or ROS_IP like a node's, and is loopback without them.
        String host = NodeConfiguration.parse(new String[0], System.getenv()).host();
        RosMaster master = RosMaster.start(host, port);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            master.close();
                            stopped.countDown();
                        },
                        "master-shutdown"));
        if (common.json()) {
            Common.print(console, Map.of("uri", master.uri().toString()));
        } else {
            console.out().println("export ROS_MASTER_URI=" + master.uri());
        }
        console.out().flush();
        stopped.await();
        return ExitCode.DONE;
    }
}
