package org.prolepsis.ros.master;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;
import org.prolepsis.ros.xmlrpc.XmlRpcHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The master's and the parameter server's methods, with rosmaster's answers. */
final class MasterApi implements XmlRpcHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MasterApi.class);

    /**
     * One method.
     *
     * @param arity the number of arguments with the caller's name
     * @param errorValue the value that goes with an error
     */
    private record ApiMethod(int arity, Object errorValue, Function<Arguments, List<Object>> body) {}

    private final Map<String, ApiMethod> methods = new HashMap<>();
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
        ApiMethod method = methods.get(name);
        if (method == null) {
            throw new XmlRpcFault(1, "method \"" + name + "\" is not supported");
        }
        if (arguments.isEmpty()) {
            return Reply.error("missing required caller_id parameter", method.errorValue());
        }
        if (arguments.size() != method.arity()) {
            return Reply.error("Error: bad call arity", method.errorValue());
        }
        if (!(arguments.get(0) instanceof String)) {
            return Reply.error("caller_id must be a string", method.errorValue());
        }
        try {
            return method.body().apply(new Arguments(arguments));
        } catch (IllegalArgumentException invalid) {
            return Reply.error(invalid.getMessage(), method.errorValue());
        } catch (RuntimeException failed) {
            LOG.warn("{} failed", name, failed);
            return Reply.failure("Internal failure: " + failed, method.errorValue());
        }
    }

    private void add(String name, int arity, Object errorValue, Function<Arguments, List<Object>> body) {
        methods.put(name, new ApiMethod(arity, errorValue, body));
    }

    private void addRegistration() {
        add("registerPublisher", 4, List.of(), this::registerPublisher);
        add("registerSubscriber", 4, List.of(), this::registerSubscriber);
        add("registerService", 4, 0, this::registerService);
        add("unregisterPublisher", 3, 0, a -> {
            String topic = a.topic(1, "topic");
            boolean removed = graph.removePublisher(topic, a.callerId(), a.api(2, "caller_api"));
            if (removed) {
                publisherUpdate(topic);
            }
            return unregistered(a.callerId(), topic, removed);
        });
        add("unregisterSubscriber", 3, 0, a -> {
            String topic = a.topic(1, "topic");
            return unregistered(
                    a.callerId(), topic, graph.removeSubscriber(topic, a.callerId(), a.api(2, "caller_api")));
        });
        add("unregisterService", 3, 0, a -> {
            String service = a.topic(1, "service");
            return unregistered(
                    a.callerId(), service, graph.removeService(service, a.callerId(), a.api(2, "service_api")));
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

    private static List<Object> unregistered(String callerId, String key, boolean removed) {
        return removed
                ? Reply.success("Unregistered [" + callerId + "] as provider of [" + key + "]", 1)
                : Reply.success("[" + callerId + "] is not a known provider of [" + key + "]", 0);
    }

    private void addLookup() {
        add("lookupNode", 2, "", a -> {
            String node = a.key(1, "node");
            String api = graph.node(node);
            return api == null ? Reply.error("unknown node [" + node + "]", "") : Reply.success("node api", api);
        });
        add("lookupService", 2, "", a -> {
            String api = graph.service(a.topic(1, "service"));
            return api == null ? Reply.error("no provider", "") : Reply.success("rosrpc URI: [" + api + "]", api);
        });
        add("getPublishedTopics", 2, 0, a -> {
            String subgraph = a.text(1, "subgraph");
            String prefix = subgraph.isEmpty() ? "" : ParameterUpdates.slashed(a.key(1, "subgraph"));
            return Reply.success("current topics", graph.publishedTopics(prefix));
        });
        add("getTopicTypes", 1, List.of(), a -> Reply.success("current system state", graph.topicTypes()));
        List<Object> nothing = List.of(List.of(), List.of(), List.of());
        add("getSystemState", 1, nothing, a -> Reply.success("current system state", graph.systemState()));
        add("getUri", 1, "", a -> Reply.success("", uri));
        add(
                "getPid",
                1,
                -1,
                a -> Reply.success("", (int) ProcessHandle.current().pid()));
        add("shutdown", 2, 0, a -> {
            LOG.info("shutdown asked for by {}: {}", a.callerId(), a.value(1));
            onShutdown.run();
            return Reply.success("shutdown", 0);
        });
    }

    private void addParameters() {
        add("setParam", 3, 0, a -> {
            setParameter(a.callerId(), a.key(1, "key"), a.value(2));
            return Reply.success("parameter " + a.key(1, "key") + " set", 0);
        });
        add("getParam", 2, 0, this::getParameter);
        add("deleteParam", 2, 0, this::deleteParameter);
        add("hasParam", 2, false, a -> {
            String key = a.key(1, "key");
            return Reply.success(key, parameters.has(key));
        });
        add("searchParam", 2, "", this::searchParameter);
        add("getParamNames", 1, List.of(), a -> Reply.success("Parameter names", parameters.names()));
        add("subscribeParam", 3, 0, this::subscribeParameter);
        add("unsubscribeParam", 3, 0, a -> {
            String key = a.key(2, "key");
            boolean removed = graph.removeParameterSubscriber(
                    ParameterUpdates.slashed(key), a.callerId(), a.api(1, "caller_api"));
            return unregistered(a.callerId(), key, removed);
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
        String key = a.nonEmpty(1, "key");
        if (key.startsWith("~") || ParameterStore.path(key).isEmpty()) {
            throw new IllegalArgumentException("Error: invalid arguments: invalid key");
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
