package org.prolepsis.msgs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares every generated type with the classes that ROS generates from its own definitions. */
class GenpyConformanceTest {
    /** The packages whose Python classes Debian lacks; {@link RosPackagesTest} compares them. */
    private static final Set<String> NOT_PACKAGED = Set.of("control_msgs", "prolepsis_msgs");

    @BeforeAll
    static void needsRos() throws Exception {
        GenpyPeer.assumeAvailable();
    }

    @Test
    void shouldHaveTheMd5SumsOfRosForEveryInstalledMessage() throws Exception {
        List<MessageType<?>> types = AllTypes.messages();
        List<String> answers =
                GenpyPeer.ask(types.stream().map(t -> "M " + t.name()).toList());
        List<String> differences = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        int compared = 0;
        for (int i = 0; i < types.size(); i++) {
            MessageType<?> type = types.get(i);
            String[] answer = answers.get(i).split(" ", -1);
            if (answer[0].equals("-")) {
                missing.add(packageOf(type.name()));
                continue;
            }
            compared++;
            // The checksum of a service's request or response in genpy is its own, as for a message.
            if (!answer[2].equals(type.md5())) {
                differences.add(type.name() + ": ours " + type.md5() + ", ROS " + answer[2]);
            }
        }
        assertEquals(List.of(), differences);
        report(compared, missing);
    }

    @Test
    void shouldHaveTheMd5SumsOfRosForEveryInstalledService() throws Exception {
        List<ServiceType<?, ?>> services = GeneratedTypes.services();
        List<String> answers =
                GenpyPeer.ask(services.stream().map(s -> "S " + s.name()).toList());
        int compared = 0;
        for (int i = 0; i < services.size(); i++) {
            if (!answers.get(i).startsWith("-")) {
                compared++;
                assertEquals(
                        "S " + services.get(i).name() + " " + services.get(i).md5(), answers.get(i));
            }
        }
        assertTrue(compared > 0, "compared only " + compared + " services");
    }

    @Test
    void shouldHaveTheDefinitionTextOfGenpy() throws Exception {
        List<MessageType<?>> types = AllTypes.messages();
        List<String> answers =
                GenpyPeer.ask(types.stream().map(t -> "M " + t.name()).toList());
        for (int i = 0; i < types.size(); i++) {
            String[] answer = answers.get(i).split(" ", -1);
            if (answer[0].equals("M")) {
                String theirs = new String(Base64.getDecoder().decode(answer[3]), StandardCharsets.UTF_8);
                assertEquals(theirs, types.get(i).definition(), types.get(i).name());
            }
        }
    }

    @Test
    void shouldReadAndWriteWhatGenpyDoesForEveryInstalledType() throws Exception {
        List<MessageType<?>> types = AllTypes.messages();
        Set<String> missing = GenpyExchange.compare(types, 6, "");
        Set<String> packages = new TreeSet<>();
        missing.forEach(name -> packages.add(packageOf(name)));
        report(types.size() - missing.size(), packages);
    }

    @Test
    void shouldWriteTheBytesThatRospyWritesForTheSameContent() throws Exception {
        List<Message> ours = List.of(
                Examples.jointState(),
                Examples.jointTrajectory(),
                Examples.diagnosticArray(),
                Examples.marker(),
                Examples.cameraInfo());
        List<String> names = List.of("joint_state", "joint_trajectory", "diagnostic_array", "marker", "camera_info");
        List<String> answers = GenpyPeer.ask(names.stream().map(n -> "G " + n).toList());
        for (int i = 0; i < names.size(); i++) {
            String hex = HexFormat.of().formatHex(Buffers.bytes(ours.get(i)));
            assertEquals(answers.get(i), "G " + names.get(i) + " " + hex);
            Message read = ours.get(i).type().newMessage();
            read.readFrom(Buffers.littleEndian(HexFormat.of().parseHex(hex)));
            assertEquals(ours.get(i), read);
        }
    }

    private static void report(int compared, Set<String> missing) {
        assertTrue(compared > 0, "nothing compared");
        assumeTrue(
                missing.stream().allMatch(NOT_PACKAGED::contains),
                "compared " + compared + " types, all equal; not installed, so not compared: " + missing);
    }

    private static String packageOf(String name) {
        return name.substring(0, name.indexOf('/'));
    }
}
