package org.prolepsis.ros.master;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.prolepsis.ros.name.GraphNames;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;
import org.prolepsis.ros.xmlrpc.XmlRpcHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master's and the parameter server's methods, with rosmaster's answers. */
final class MasterApi implements XmlRpcHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MasterApi.class);

    private final ApiMethods methods = new ApiMethods();
    private final GraphState graph = new GraphState();
    private final ParameterStore parameters = new ParameterStore();
    private final NodeCallbacks callbacks;
    private final Runnable onShutdown;
    private final String uri;

    MasterApi(String uri, NodeCallbacks callbacks, Runnable onShutdown) {
        this.uri = uri;
        this.callbacks = callbacks;
        this.onShutdown = onShutdown;
        addRegistration();
        addLookup();
        addParameters();
    }

    @Override
    public Object call(String name, List<Object> arguments) throws XmlRpcFault {
        return methods.call(name, arguments);
    }

    private void addRegistration() {
        methods.add("registerPublisher", 4, List.of(), this::registerPublisher);
        methods.add("registerSubscriber", 4, List.of(), this::registerSubscriber);
        methods.add("registerService", 4, 0, this::registerService);
        methods.add("unregisterPublisher", 3, 0, a -> {
            String topic = a.topic(1, "topic");
            String api = a.api(2, "caller_api");
            boolean known = graph.node(a.callerId()) != null;
            boolean removed = graph.removePublisher(topic, a.callerId(), api);
            if (removed) {
                publisherUpdate(topic);
            }
            return unregistered(a.callerId(), topic, known, removed);
        });
        methods.add("unregisterSubscriber", 3, 0, a -> {
            String topic = a.topic(1, "topic");
            String api = a.api(2, "caller_api");
            boolean known = graph.node(a.callerId()) != null;
            return unregistered(a.callerId(), topic, known, graph.removeSubscriber(topic, a.callerId(), api));
        });
        methods.add("unregisterService", 3, 0, a -> {
            String service = a.topic(1, "service");
            String api = a.api(2, "service_api");
            boolean known = graph.node(a.callerId()) != null;
            boolean removed = graph.removeService(service, a.callerId(), api);
            return known && !removed
                    ? Reply.success(
                            "[" + api + "] is no longer the current service api handle for [" + service + "]", 0)
                    : unregistered(a.callerId(), service, known, removed);
        });
    }

    private List<Object> registerPublisher(Arguments a) {
        String topic = a.topic(1, "topic");
        String type = a.typeName(2, "topic_type");
        apply(graph.addPublisher(topic, type, a.callerId(), a.api(3, "caller_api")), a.callerId());
        return Reply.success(
                "Registered [" + a.callerId() + "] as publisher of [" + topic + "]", graph.subscriberApis(topic));
    }

    private List<Object> registerSubscriber(Arguments a) {
        String topic = a.topic(1, "topic");
        String type = a.typeName(2, "topic_type");
        apply(graph.addSubscriber(topic, type, a.callerId(), a.api(3, "caller_api")), a.callerId());
        return Reply.success("Subscribed to [" + topic + "]", graph.publisherApis(topic));
    }

    private List<Object> registerService(Arguments a) {
        String service = a.topic(1, "service");
        String serviceApi = a.api(2, "service_api");
        apply(graph.addService(service, a.callerId(), serviceApi, a.api(3, "caller_api")), a.callerId());
        return Reply.success("Registered [" + a.callerId() + "] as provider of [" + service + "]", 1);
    }

    private void apply(GraphState.Effect effect, String callerId) {
        if (effect.bumpedApi() != null) {
            callbacks.shutdown(effect.bumpedApi(), callerId, "new node registered with same name");
        }
        effect.topics().forEach(this::publisherUpdate);
    }

    private void publisherUpdate(String topic) {
        List<String> publishers = graph.publisherApis(topic);
        graph.subscriberApis(topic).forEach(api -> callbacks.publisherUpdate(api, topic, publishers));
    }

    private static List<Object> unregistered(String callerId, String key, boolean known, boolean removed) {
        if (!known) {
            return Reply.success("[" + callerId + "] is not a registered node", 0);
        }
        return removed
                ? Reply.success("Unregistered [" + callerId + "] as provider of [" + key + "]", 1)
                : Reply.success("[" + callerId + "] is not a known provider of [" + key + "]", 0);
    }

    private void addLookup() {
        methods.add("lookupNode", 2, "", a -> {
            String node = a.node(1, "node");
            String api = graph.node(node);
            return api == null ? Reply.error("unknown node [" + node + "]", "") : Reply.success("node api", api);
        });
        methods.add("lookupService", 2, "", a -> {
            String api = graph.service(a.topic(1, "service"));
            return api == null ? Reply.error("no provider", "") : Reply.success("rosrpc URI: [" + api + "]", api);
        });
        methods.add("getPublishedTopics", 2, 0, a -> {
            String subgraph = a.text(1, "subgraph");
            String prefix = subgraph.isEmpty() ? "" : ParameterUpdates.slashed(a.key(1, "subgraph"));
            return Reply.success("current topics", graph.publishedTopics(prefix));
        });
        methods.add("getTopicTypes", 1, List.of(), a -> Reply.success("current system state", graph.topicTypes()));
        List<Object> nothing = List.of(List.of(), List.of(), List.of());
        methods.add("getSystemState", 1, nothing, a -> Reply.success("current system state", graph.systemState()));
        methods.add("getUri", 1, "", a -> Reply.success("", uri));
        methods.add(
                "getPid",
                1,
                -1,
                a -> Reply.success("", (int) ProcessHandle.current().pid()));
        methods.add("shutdown", 2, 0, a -> {
            LOG.info("shutdown asked for by {}: {}", a.callerId(), a.value(1));
            onShutdown.run();
            return Reply.success("shutdown", 0);
        });
    }

    private void addParameters() {
        methods.add("setParam", 3, 0, a -> {
            setParameter(a.callerId(), a.key(1, "key"), a.value(2));
            return Reply.success("parameter " + a.key(1, "key") + " set", 0);
        });
        methods.add("getParam", 2, 0, this::getParameter);
        methods.add("deleteParam", 2, 0, this::deleteParameter);
        methods.add("hasParam", 2, false, a -> {
            String key = a.key(1, "key");
            return Reply.success(key, parameters.has(key));
        });
        methods.add("searchParam", 2, 0, this::searchParameter);
        methods.add("getParamNames", 1, List.of(), a -> Reply.success("Parameter names", parameters.names()));
        methods.add("subscribeParam", 3, 0, this::subscribeParameter);
        methods.add("unsubscribeParam", 3, 0, a -> {
            String key = a.key(2, "key");
            graph.removeParameterSubscriber(ParameterUpdates.slashed(key), a.callerId(), a.api(1, "caller_api"));
            // Whether it was subscribed or not.
            return Reply.success("Unsubscribe to parameter [" + key + "]", 1);
        });
    }

    /** Sets a parameter and tells its subscribers, except the one that set it. */
    void setParameter(String callerId, String key, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("ERROR: parameter [value] must be specified");
        }
        parameters.set(key, value);
        notifySubscribers(callerId, key, value);
    }

    private void notifySubscribers(String callerId, String key, Object value) {
        String changed = ParameterUpdates.slashed(key);
        for (ParameterUpdates.Update update : ParameterUpdates.of(graph.parameterSubscriptions(), changed, value)) {
            for (Registrations.Entry subscriber : graph.parameterSubscribers(update.subscription())) {
                if (!subscriber.callerId().equals(callerId)) {
                    callbacks.paramUpdate(
                            subscriber.api(),
                            update.key(),
                            update.value(),
                            () -> graph.removeParameterSubscriber(
                                    update.subscription(), subscriber.callerId(), subscriber.api()));
                }
            }
        }
    }

    private List<Object> getParameter(Arguments a) {
        String key = a.key(1, "key");
        try {
            return Reply.success("Parameter [" + key + "]", parameters.get(key));
        } catch (NoSuchElementException missing) {
            return Reply.error("Parameter [" + key + "] is not set", 0);
        }
    }

    private List<Object> deleteParameter(Arguments a) {
        String key = a.key(1, "key");
        try {
            parameters.delete(key);
        } catch (NoSuchElementException missing) {
            return Reply.error("parameter [" + key + "] is not set", 0);
        }
        notifySubscribers("", key, Map.of());
        return Reply.success("parameter " + key + " deleted", 0);
    }

    private List<Object> searchParameter(Arguments a) {
        String key = a.unresolvedKey(1, "key");
        if (key.startsWith("~") || ParameterStore.path(key).isEmpty()) {
            return Reply.failure("Internal failure: invalid key", 0);
        }
        if (!GraphNames.isGlobal(a.callerId())) {
            return Reply.failure("Internal failure: namespace must be global", 0);
        }
        String found = parameters.search(a.callerId(), key);
        return found == null
                ? Reply.error("Cannot find parameter [" + key + "] in an upwards search", "")
                : Reply.success("Found [" + found + "]", found);
    }

    private List<Object> subscribeParameter(Arguments a) {
        String key = a.key(2, "key");
        String api = a.api(1, "caller_api");
        apply(graph.addParameterSubscriber(ParameterUpdates.slashed(key), a.callerId(), api), a.callerId());
        Object value = parameters.has(key) ? parameters.get(key) : Map.of();
        return Reply.success("Subscribed to parameter [" + key + "]", value);
    }
}
