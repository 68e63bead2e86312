package org.prolepsis.ros.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.prolepsis.ros.master.Reply;
import org.prolepsis.ros.name.GraphNames;
import org.prolepsis.ros.tcpros.Publication;
import org.prolepsis.ros.tcpros.Subscription;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;
import org.prolepsis.ros.xmlrpc.XmlRpcHandler;

/** What masters, tools and subscribers may ask of a node. */
final class SlaveApi implements XmlRpcHandler {
    /**
     * One method.
     *
     * @param arity the number of arguments with the caller's name
     * @param errorValue the value that goes with an error
     */
    private record ApiMethod(int arity, Object errorValue, Function<List<Object>, List<Object>> body) {}

    private final Map<String, ApiMethod> methods = new HashMap<>();
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
        add("getBusStats", 1, List.of(), a -> Reply.success("", busStats()));
        add("getBusInfo", 1, List.of(), a -> Reply.success("bus info", busInfo()));
        add("getMasterUri", 1, "", a -> Reply.success(masterUri, masterUri));
        add("getName", 1, "", a -> Reply.success("", nodeName));
        add(
                "getPid",
                1,
                -1,
                a -> Reply.success("", (int) ProcessHandle.current().pid()));
        add("getSubscriptions", 1, List.of(), a -> Reply.success("subscriptions", subscriptions()));
        add("getPublications", 1, List.of(), a -> Reply.success("publications", publications()));
        add("paramUpdate", 3, 0, this::paramUpdate);
        add("publisherUpdate", 3, 0, this::publisherUpdate);
        add("requestTopic", 3, List.of(), this::requestTopic);
        add("shutdown", 2, 0, a -> {
            onShutdown.accept(String.valueOf(a.get(1)));
            return Reply.success("shutdown", 0);
        });
    }

    private void add(String name, int arity, Object errorValue, Function<List<Object>, List<Object>> body) {
        methods.put(name, new ApiMethod(arity, errorValue, body));
    }

    @Override
    public Object call(String name, List<Object> arguments) throws XmlRpcFault {
        ApiMethod method = methods.get(name);
        if (method == null) {
            throw new XmlRpcFault(1, "method \"" + name + "\" is not supported");
        }
        if (arguments.isEmpty()) {
            return Reply.error("missing required caller_id parameter", method.errorValue());
        }
        // roscpp and rospy both bear a shutdown without a reason.
        if (arguments.size() == 1 && name.equals("shutdown")) {
            return method.body().apply(List.of(arguments.get(0), ""));
        }
        if (arguments.size() != method.arity()) {
            return Reply.error("Error: bad call arity", method.errorValue());
        }
        if (!(arguments.get(0) instanceof String)) {
            return Reply.error("caller_id must be a string", method.errorValue());
        }
        return method.body().apply(arguments);
    }

    private List<Object> publisherUpdate(List<Object> a) {
        if (!(a.get(1) instanceof String topic)
                || !(a.get(2) instanceof List<?> list)
                || !list.stream().allMatch(String.class::isInstance)) {
            return Reply.error("publisherUpdate takes a topic and a list of addresses", 0);
        }
        topics.setPublishers(topic, list);
        return Reply.success("", 0);
    }

    /** An error has the master end the subscription. */
    private List<Object> paramUpdate(List<Object> a) {
        if (!(a.get(1) instanceof String key) || !GraphNames.isGlobal(key)) {
            return Reply.error("paramUpdate takes the full name of a parameter and its value", 0);
        }
        return onParameter.test(key) ? Reply.success("", 0) : Reply.error("not subscribed", 0);
    }

    private List<Object> requestTopic(List<Object> a) {
        if (!(a.get(1) instanceof String topic)
                || topics.publications().stream().noneMatch(p -> p.topic().equals(topic))) {
            return Reply.error("Not a publisher of [" + a.get(1) + "]", List.of());
        }
        if (!(a.get(2) instanceof List<?> protocols)) {
            return Reply.error("protocols must be a list of lists", List.of());
        }
        for (Object protocol : protocols) {
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
