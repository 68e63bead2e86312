package org.prolepsis.cli.bench.ros;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the programs that are compared ready to run. */
final class Peers {
    static final String OURS = "prolepsis";
    static final String CPP = "pp.cpp";
    static final String PYTHON_SOURCE = "pp.py";
    /** The other two have nothing to compile. */
    private static final double JVM_STREAM_WARM_SECONDS = 2.5;

    private static final double WARM_SECONDS = 2;

    private Peers() {}

    /** Ours, on this JVM's executable, options and class path. */
    static Client prolepsis() {
        return new Client(OURS, java(RosPeer.class.getName()), "TERM", PingPong.WARM_SECONDS, JVM_STREAM_WARM_SECONDS);
    }

    /** roscpp, compiled into a folder. */
    static Client roscpp(Path sources, Path into) throws InterruptedException {
        Path program = into.resolve("pp");
        String flags = Shell.require(List.of("pkg-config", "--cflags", "--libs", "roscpp"));
        List<String> compile = new ArrayList<>(List.of("g++", "-O2", "-std=c++17"));
        compile.add(sources.resolve(CPP).toString());
        compile.addAll(List.of("-o", program.toString()));
        compile.addAll(Arrays.asList(flags.split("\\s+")));
        Shell.require(compile);
        return new Client("roscpp", List.of(program.toString()), "INT", WARM_SECONDS, 0);
    }

    /** rospy. */
    static Client rospy(Path sources) {
        List<String> command =
                List.of(Requirements.PYTHON, sources.resolve(PYTHON_SOURCE).toString());
        return new Client("rospy", command, "TERM", WARM_SECONDS, 0);
    }

    /** How to run another class as this JVM runs. */
    static List<String> java(String... mainClassAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(mainClassAndArguments));
        return command;
    }
}
