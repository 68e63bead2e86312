package org.prolepsis.ros.interop;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.prolepsis.graph.Publisher;
import org.prolepsis.graph.RawMessage;
import org.prolepsis.graph.ServiceClient;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.graph.Subscriber;
import org.prolepsis.msgs.ServiceType;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.msgs.std_msgs.Int32;
import org.prolepsis.msgs.std_srvs.Empty;
import org.prolepsis.msgs.std_srvs.Trigger;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.node.RosConnectedNode;
import org.prolepsis.ros.tcpros.ConnectionHeader;
import org.prolepsis.ros.xmlrpc.XmlRpcClient;

/**
 * A node of ours and a roscpp node, told in lines for {@link RoscppConformanceTest}. A program of its own, since roscpp
 * listens on every interface and so must be in a network namespace that has only loopback, with everybody it talks to.
 */
final class RoscppConversation {
    private static final Duration SECONDS = Duration.ofSeconds(10);

    private final URI master;
    private final RosConnectedNode node;
    private final XmlRpcClient client = new XmlRpcClient();
    private final MasterClient asking;

    private RoscppConversation(URI master) {
        this.master = master;
        node = TestNodes.start("java", master);
        asking = new MasterClient(master, "/test", client);
    }

    /**
     * Talks and ends.
     *
     * @param args the roscpp peer, a file for its words, and which master to start
     */
    public static void main(String[] args) throws Exception {
        new RoscppConversation(BothMasters.shared(BothMasters.Master.valueOf(args[2]))).talk(args[0], Path.of(args[1]));
        System.exit(0);
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private void talk(String peer, Path words) throws Exception {
        node.newServiceServer("/java_serves", Empty.TYPE, (q, r) -> {});
        node.newServiceServer("/java_fails", Empty.TYPE, (q, r) -> {
            throw new ServiceException("java will not");
        });
        Publisher<Int32> out = node.newPublisher("/java_out", Int32.TYPE);
        Publisher<Int32> outToo = node.newPublisher("/java_out_too", Int32.TYPE);
        ProcessBuilder builder =
                new ProcessBuilder(peer).redirectErrorStream(true).redirectOutput(words.toFile());
        builder.environment().put("ROS_MASTER_URI", master.toString());
        builder.environment().put("ROS_IP", "127.0.0.1");
        Process process = builder.start();
        try {
            TestNodes.await("roscpp", 60, () -> read(words).contains("roscpp is ready"));
            topics(out, outToo, words);
            services();
            compareRefusals();
            compareBus();
            process.destroyForcibly().waitFor();
            TestNodes.await("its end", 10, () -> out.getNumberOfSubscribers() == 0);
            say("java lives on");
        } finally {
            process.destroyForcibly();
            System.out.print(read(words));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private void topics(Publisher<Int32> out, Publisher<Int32> outToo, Path words) throws Exception {
        TestNodes.await("roscpp's subscriber", 10, () -> out.getNumberOfSubscribers() == 1);
        Int32 message = new Int32();
        message.data = 7;
        out.publish(message);
        TestNodes.await("roscpp to hear", 10, () -> read(words).contains("roscpp heard 7"));
        say("java's wrong subscribers: %d".formatted(outToo.getNumberOfSubscribers()));
        BlockingQueue<String> got = new LinkedBlockingQueue<>();
        node.newSubscriber("/cpp_out", Int32.TYPE, m -> got.add("java heard " + m.data));
        say(got.poll(10, TimeUnit.SECONDS));
        node.newSubscriber(
                "/cpp_out",
                RawMessage.ANY,
                m -> got.add("java heard a " + m.type().name() + " "
                        + m.type().definition().strip()));
        say(got.poll(10, TimeUnit.SECONDS));
        Subscriber wrong = node.newSubscriber("/cpp_out", Float64.TYPE, m -> got.add("what it must not"));
        // Long enough for the warning that the test looks for.
        TestNodes.await("a refusal", 10, () -> !wrong.getConnections().isEmpty());
        say("java heard beside this: %s".formatted(got.poll(2, TimeUnit.SECONDS)));
        wrong.close();
    }

    private void services() {
        call("/cpp_serves", Empty.TYPE);
        call("/cpp_refuses", Empty.TYPE);
        call("/cpp_fails", Empty.TYPE);
        call(
                "/cpp_serves",
                new ServiceType<>("std_srvs/Trigger", Trigger.TYPE.md5(), Empty.TYPE.request(), Empty.TYPE.response()));
        call("/cpp_serves", new ServiceType<>("*", "*", Empty.TYPE.request(), Empty.TYPE.response()));
    }

    private void call(String service, ServiceType<Empty.Request, Empty.Response> type) {
        try (ServiceClient<Empty.Request, Empty.Response> caller = node.newServiceClient(service, type)) {
            caller.call(new Empty.Request(), SECONDS);
            caller.call(new Empty.Request(), SECONDS);
            say("java calls %s as %s: done".formatted(service, type.name()));
        } catch (ServiceException failed) {
            say("java calls %s as %s: %s".formatted(service, type.name(), failed.getMessage()));
        }
    }

    /** The same bad headers to roscpp and to us: the same words must come back. */
    private void compareRefusals() throws Exception {
        String md5 = Int32.TYPE.md5();
        compare("no md5sum", "topic", "TOPIC", "callerid", "/c");
        compare("no callerid", "topic", "TOPIC", "md5sum", md5);
        compare("unknown topic", "topic", "/none", "callerid", "/c", "md5sum", md5);
        compare("another md5sum", "topic", "TOPIC", "callerid", "/c", "md5sum", "0", "type", "a/B");
        compare("another md5sum without type", "topic", "TOPIC", "callerid", "/c", "md5sum", "0");
        compare("another type of the same md5sum", "topic", "TOPIC", "callerid", "/c", "md5sum", md5, "type", "a/B");
        compare("any type", "topic", "TOPIC", "callerid", "/c", "md5sum", "*", "type", "*");
        compare("no md5sum of a service", "service", "SERVICE", "callerid", "/c");
        compare("no callerid of a service", "service", "SERVICE", "md5sum", Empty.TYPE.md5());
        compare("unknown service", "service", "/none", "callerid", "/c", "md5sum", "*");
        compare("another md5sum of a service", "service", "SERVICE", "callerid", "/c", "md5sum", "0");
        compare("a probe", "service", "SERVICE", "callerid", "/c", "md5sum", "*", "probe", "1");
    }

    private void compare(String what, String... fields) throws Exception {
        String theirs = answer("/cpp", fields, "/cpp_out", "/cpp_serves");
        String ours = answer("/java", fields, "/java_out", "/java_serves");
        say("%s: %s: %s".formatted(what, theirs.equals(ours) ? "same" : "NOT THE SAME as " + theirs, ours));
    }

    private String answer(String peer, String[] fields, String topic, String service) throws Exception {
        URI api = URI.create((String) asking.call("lookupNode", peer));
        List<?> protocol = (List<?>)
                ((List<?>) client.call(api, SECONDS, "requestTopic", "/c", topic, List.of(List.of("TCPROS")))).get(2);
        String[] sent = fields.clone();
        for (int i = 0; i < sent.length; i++) {
            sent[i] = sent[i].equals("TOPIC") ? topic : sent[i].equals("SERVICE") ? service : sent[i];
        }
        try (Socket socket = new Socket((String) protocol.get(1), (Integer) protocol.get(2))) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(ConnectionHeader.of(sent).encode().array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] body = new byte[Integer.reverseBytes(in.readInt())];
            in.readFully(body);
            ConnectionHeader header =
                    ConnectionHeader.decode(ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN));
            String error = header.get("error");
            return error == null
                    ? "accepted"
                    : error.replace(topic, "TOPIC")
                            .replace(service, "SERVICE")
                            .replaceAll("port \\d+", "port N")
                            .replaceAll("127.0.0.1:\\d+ on socket \\d+", "N");
        }
    }

    private void compareBus() throws Exception {
        List<?> theirs = first("/cpp", "getBusInfo", "/java_out");
        List<?> ours = first("/java", "getBusInfo", "/cpp_out");
        say("bus info of roscpp: %s".formatted(normal(theirs)));
        say("bus info of java:   %s".formatted(normal(ours)));
    }

    private List<?> first(String peer, String method, String topic) throws Exception {
        URI api = URI.create((String) asking.call("lookupNode", peer));
        return ((List<?>) ((List<?>) client.call(api, SECONDS, method, "/test")).get(2))
                .stream()
                        .map(c -> (List<?>) c)
                        .filter(c -> c.contains(topic))
                        .findFirst()
                        .orElseThrow();
    }

    private static String normal(List<?> info) {
        return info.toString().replaceAll("\\d+", "N").replaceAll("(cpp|java)_out", "TOPIC");
    }
}
