package org.prolepsis.msgs;

import java.util.ArrayList;
import java.util.List;

/** Every generated message type, those of services included. */
final class AllTypes {
    private AllTypes() {}

    static List<MessageType<?>> messages() {
        List<MessageType<?>> types = new ArrayList<>(GeneratedTypes.messages());
        for (ServiceType<?, ?> service : GeneratedTypes.services()) {
            types.add(service.request());
            types.add(service.response());
        }
        return types;
    }
}
