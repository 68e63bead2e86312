package org.prolepsis.ros.master;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.prolepsis.ros.xmlrpc.XmlRpcFault;
import org.prolepsis.ros.xmlrpc.XmlRpcHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The methods of a master or a node, with the checks and the answers that rosmaster and rospy share. */
public final class ApiMethods implements XmlRpcHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ApiMethods.class);

    /**
     * One method.
     *
     * @param arity the number of arguments with the caller's name
     * @param errorValue the value that goes with an error
     */
    private record ApiMethod(int arity, Object errorValue, Function<Arguments, List<Object>> body) {}

    private final Map<String, ApiMethod> methods = new HashMap<>();

    /**
     * Adds a method. Its body may throw IllegalArgumentException, whose message is answered as the caller's error.
     *
     * @param arity the number of arguments with the caller's name
     * @param errorValue the value that goes with an error
     */
    public void add(String name, int arity, Object errorValue, Function<Arguments, List<Object>> body) {
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
}
