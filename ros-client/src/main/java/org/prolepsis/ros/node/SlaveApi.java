package org.prolepsis.ros.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.prolepsis.ros.master.ApiMethods;
import org.prolepsis.ros.master.Arguments;
import org.prolepsis.ros.master.Reply;
import org.prolepsis.ros.tcpros.Publication;
import org.prolepsis.ros.tcpros.Subscription;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;
import org.prolepsis.ros.xmlrpc.XmlRpcHandler;

/** What masters, tools and subscribers may ask of a node. */
final class SlaveApi implements XmlRpcHandler {
    /** Scheme and host, as Python takes addresses apart. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#]+");

    private final ApiMethods methods = new ApiMethods();
    private final Topics topics;
    private final Predicate<String> onParameter;
    private final String host;
    private final int tcprosPort;

    /**
     * @param onParameter told the key when a parameter has changed; false if the node is not subscribed to it
     * @param onShutdown told the reason when a peer asks the node to end
     */
    SlaveApi(
            String nodeName,
            String nodeUri,
            String masterUri,
            String host,
            int tcprosPort,
            Topics topics,
            Predicate<String> onParameter,
            Consumer<String> onShutdown) {
        this.topics = topics;
        this.onParameter = onParameter;
        this.host = host;
        this.tcprosPort = tcprosPort;
        methods.add("getBusStats", 1, List.of(), a -> Reply.success("", busStats()));
        methods.add("getBusInfo", 1, List.of(), a -> Reply.success("bus info", busInfo()));
        methods.add("getMasterUri", 1, "", a -> Reply.success(masterUri, masterUri));
        methods.add("getUri", 1, "", a -> Reply.success("", nodeUri));
        methods.add("getName", 1, "", a -> Reply.success("", nodeName));
        methods.add(
                "getPid",
                1,
                -1,
                a -> Reply.success("", (int) ProcessHandle.current().pid()));
        methods.add("getSubscriptions", 1, List.of(), a -> Reply.success("subscriptions", subscriptions()));
        methods.add("getPublications", 1, List.of(), a -> Reply.success("publications", publications()));
        methods.add("paramUpdate", 3, -1, this::paramUpdate);
        methods.add("publisherUpdate", 3, -1, this::publisherUpdate);
        methods.add("requestTopic", 3, List.of(), this::requestTopic);
        methods.add("shutdown", 2, 0, a -> {
            onShutdown.accept("[" + a.callerId() + "] " + a.value(1));
            return Reply.success("shutdown", 0);
        });
    }

    @Override
    public Object call(String name, List<Object> arguments) throws XmlRpcFault {
        // roscpp bears a shutdown without a reason.
        boolean unexplained = name.equals("shutdown") && arguments.size() == 1;
        return methods.call(name, unexplained ? List.of(arguments.get(0), "") : arguments);
    }

    private List<Object> publisherUpdate(Arguments a) {
        String topic = a.topic(1, "topic");
        if (!(a.value(2) instanceof List<?> publishers)) {
            throw new IllegalArgumentException("ERROR: param [publishers] must be a list");
        }
        for (Object publisher : publishers) {
            if (!(publisher instanceof String text)) {
                throw new IllegalArgumentException("ERROR: param [publishers] must be a list of strings");
            }
            if (!ADDRESS.matcher(text).lookingAt()) {
                throw new IllegalArgumentException(
                        "ERROR: param [publishers] does not contain valid URLs [" + text + "]");
            }
        }
        topics.setPublishers(topic, publishers);
        return Reply.success("", 0);
    }

    /** An error has the master end the subscription. */
    private List<Object> paramUpdate(Arguments a) {
        String key = a.globalName(1, "parameter_key");
        return onParameter.test(key) ? Reply.success("", 0) : Reply.error("not subscribed", 0);
    }

    private List<Object> requestTopic(Arguments a) {
        String topic = a.topic(1, "topic");
        Object protocols = a.nonEmpty(2, "protocols");
        if (topics.publications().stream().noneMatch(p -> p.topic().equals(topic))) {
            return Reply.error("Not a publisher of [" + topic + "]", List.of());
        }
        if (!(protocols instanceof List<?> wanted)) {
            return Reply.error("Error: invalid arguments: protocols must be a list of lists", List.of());
        }
        for (Object protocol : wanted) {
            if (protocol instanceof List<?> words && !words.isEmpty() && "TCPROS".equals(words.get(0))) {
                return Reply.success("ready on " + host + ":" + tcprosPort, List.of("TCPROS", host, tcprosPort));
            }
        }
        return Reply.failure("no supported protocol implementations", List.of());
    }

    private List<Object> publications() {
        List<Object> pairs = new ArrayList<>();
        for (Publication publication : topics.publications()) {
            pairs.add(List.of(publication.topic(), publication.type().name()));
        }
        return pairs;
    }

    /** A topic is there once, with the type of a subscriber that decodes it if there is one. */
    private List<Object> subscriptions() {
        Map<String, String> types = new TreeMap<>();
        for (Subscription subscription : topics.subscriptions()) {
            String type = subscription.type().name();
            types.merge(subscription.topic(), type, (known, other) -> known.equals("*") ? other : known);
        }
        List<Object> pairs = new ArrayList<>();
        types.forEach((topic, type) -> pairs.add(List.of(topic, type)));
        return pairs;
    }

    private List<Object> busInfo() {
        List<Object> info = new ArrayList<>();
        topics.publications().forEach(p -> info.addAll(p.busInfo()));
        topics.subscriptions().forEach(s -> info.addAll(s.busInfo()));
        return info;
    }

    private List<Object> busStats() {
        List<Object> published = new ArrayList<>();
        Map<String, List<Object>> received = new TreeMap<>();
        topics.publications().forEach(p -> published.add(p.busStats()));
        topics.subscriptions()
                .forEach(s -> received.computeIfAbsent(s.topic(), t -> new ArrayList<>())
                        .addAll(s.busStats()));
        List<Object> subscribed = new ArrayList<>();
        received.forEach((topic, connections) -> subscribed.add(List.of(topic, connections)));
        return List.of(published, subscribed, List.of());
    }
}
