package org.prolepsis.ros.node;

import java.util.Map;
import java.util.function.Consumer;
import org.prolepsis.ros.master.MasterClient;
import org.prolepsis.ros.name.NameResolver;
import org.prolepsis.ros.param.ParameterCache;

/**
 * What a restarted master is told: parameters of the command line that it lost, and every registration.
 *
 * @param given parameters of the command line, private names without the tilde
 * @param onShutdown told why the node must end
 */
record Restoration(
        NameResolver names,
        MasterClient master,
        Topics topics,
        Services services,
        ParameterCache parameters,
        Map<String, Object> given,
        Consumer<String> onShutdown)
        implements MasterWatch.Registrant {
    @Override
    public boolean isRegistered() {
        return !topics.isEmpty() || !services.isEmpty() || !parameters.isEmpty();
    }

    @Override
    public boolean hasRegistered() {
        return topics.hasRegistered() || services.hasRegistered();
    }

    @Override
    public void registerAgain() {
        services.registerAgain();
        topics.registerAgain();
        given.forEach((key, value) -> {
            String name = names.resolve("~" + key);
            if (Boolean.FALSE.equals(master.repeat("hasParam", name))) {
                master.repeat("setParam", name, value);
            }
        });
        // Last, so that listeners hear of the parameters that were just restored.
        parameters.registerAgain();
    }

    @Override
    public void nameTaken(String address) {
        onShutdown.accept("a younger node at " + address + " has its name");
    }
}
