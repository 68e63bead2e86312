package org.prolepsis.ros.master;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes, topics and services known to the master. Thread-safe. */
final class GraphState {
    /**
     * What a registration set off.
     *
     * @param bumpedApi the address of an older node of the same name, to be shut down; or null
     * @param topics topics whose publishers changed
     */
    record Effect(String bumpedApi, Set<String> topics) {}

    /** A large robot has some thousand. */
    private static final int MAX_REGISTRATIONS = 100_000;

    private final Map<String, String> nodes = new LinkedHashMap<>();
    private final Map<String, String> topicTypes = new LinkedHashMap<>();
    private final Registrations publishers = new Registrations(false);
    private final Registrations subscribers = new Registrations(false);
    private final Registrations services = new Registrations(true);
    private final Registrations parameters = new Registrations(false);

    synchronized Effect addPublisher(String topic, String type, String callerId, String api) {
        Effect effect = addNode(callerId, api);
        publishers.register(topic, callerId, api);
        if (!type.equals("*") || !topicTypes.containsKey(topic)) {
            topicTypes.put(topic, type);
        }
        effect.topics().add(topic);
        return effect;
    }

    synchronized Effect addSubscriber(String topic, String type, String callerId, String api) {
        Effect effect = addNode(callerId, api);
        subscribers.register(topic, callerId, api);
        if (!type.equals("*")) {
            topicTypes.putIfAbsent(topic, type);
        }
        return effect;
    }

    synchronized Effect addService(String service, String callerId, String serviceApi, String api) {
        Effect effect = addNode(callerId, api);
        services.register(service, callerId, serviceApi);
        return effect;
    }

    synchronized Effect addParameterSubscriber(String key, String callerId, String api) {
        Effect effect = addNode(callerId, api);
        parameters.register(key, callerId, api);
        return effect;
    }

    /** @throws IllegalArgumentException if the master knows as much as it may */
    private Effect addNode(String callerId, String api) {
        int known = publishers.size() + subscribers.size() + services.size() + parameters.size();
        if (known >= MAX_REGISTRATIONS) {
            throw new IllegalArgumentException(
                    "ERROR: the master has " + known + " registrations, as many as are allowed");
        }
        forgetTypes();
        String old = nodes.put(callerId, api);
        if (old == null || old.equals(api)) {
            return new Effect(null, new LinkedHashSet<>());
        }
        Set<String> topics = new LinkedHashSet<>(publishers.unregisterAll(callerId));
        subscribers.unregisterAll(callerId);
        services.unregisterAll(callerId);
        parameters.unregisterAll(callerId);
        return new Effect(old, topics);
    }

    /** Types of topics outlive their registrations, as with rosmaster, but not without end. */
    private void forgetTypes() {
        if (topicTypes.size() > MAX_REGISTRATIONS) {
            topicTypes.keySet().removeIf(topic -> !publishers.has(topic) && !subscribers.has(topic));
        }
    }

    synchronized boolean removePublisher(String topic, String callerId, String api) {
        return forgetIfEmpty(publishers.unregister(topic, callerId, api), callerId);
    }

    synchronized boolean removeSubscriber(String topic, String callerId, String api) {
        return forgetIfEmpty(subscribers.unregister(topic, callerId, api), callerId);
    }

    synchronized boolean removeService(String service, String callerId, String serviceApi) {
        return forgetIfEmpty(services.unregister(service, callerId, serviceApi), callerId);
    }

    synchronized boolean removeParameterSubscriber(String key, String callerId, String api) {
        return forgetIfEmpty(parameters.unregister(key, callerId, api), callerId);
    }

    private boolean forgetIfEmpty(boolean removed, String callerId) {
        if (removed
                && !publishers.hasNode(callerId)
                && !subscribers.hasNode(callerId)
                && !services.hasNode(callerId)
                && !parameters.hasNode(callerId)) {
            nodes.remove(callerId);
        }
        return removed;
    }

    synchronized List<String> publisherApis(String topic) {
        return publishers.apis(topic);
    }

    synchronized List<String> subscriberApis(String topic) {
        return subscribers.apis(topic);
    }

    synchronized List<Registrations.Entry> parameterSubscribers(String key) {
        return parameters.get(key);
    }

    synchronized Set<String> parameterSubscriptions() {
        return Set.copyOf(parameters.keys());
    }

    /** The node's address, or null. */
    synchronized String node(String name) {
        return nodes.get(name);
    }

    /** The service's address, or null. */
    synchronized String service(String name) {
        List<String> apis = services.apis(name);
        return apis.isEmpty() ? null : apis.get(0);
    }

    synchronized List<Object> publishedTopics(String prefix) {
        List<Object> topics = new ArrayList<>();
        for (String topic : publishers.keys()) {
            if (topic.startsWith(prefix)) {
                topics.add(List.of(topic, topicTypes.get(topic)));
            }
        }
        return topics;
    }

    synchronized List<Object> topicTypes() {
        List<Object> types = new ArrayList<>();
        topicTypes.forEach((topic, type) -> types.add(List.of(topic, type)));
        return types;
    }

    synchronized List<Object> systemState() {
        return List.of(publishers.state(), subscribers.state(), services.state());
    }
}
