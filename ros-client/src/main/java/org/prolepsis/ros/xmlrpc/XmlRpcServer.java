package org.prolepsis.ros.xmlrpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.prolepsis.ros.net.HttpAnswer;
import org.prolepsis.ros.net.HttpLimits;
import org.prolepsis.ros.net.HttpServer;
import org.prolepsis.ros.net.IoLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves an {@link XmlRpcHandler} over HTTP, with {@code system.multicall}, which roslaunch needs. */
public final class XmlRpcServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(XmlRpcServer.class);

    private final HttpServer http;

    private XmlRpcServer(HttpServer http) {
        this.http = http;
    }

    /** Starts serving on the loop. */
    public static XmlRpcServer start(
            IoLoop loop, InetSocketAddress address, HttpLimits limits, String threadName, XmlRpcHandler handler)
            throws IOException {
        return new XmlRpcServer(HttpServer.start(
                loop,
                address,
                limits,
                threadName,
                (body, answer) -> respond(handler, body, limits.maxNesting(), answer::add, answer::clear)));
    }

    /** The port that is bound. */
    public int port() {
        return http.port();
    }

    /** The answer as one document. */
    static byte[] respond(XmlRpcHandler handler, byte[] body, int maxNesting) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        respond(handler, body, maxNesting, all::writeBytes, all::reset);
        return all.toByteArray();
    }

    /**
     * Gives the answer away in pieces while it is written.
     *
     * @param restart forgets the pieces, since a fault comes instead
     */
    private static void respond(
            XmlRpcHandler handler, byte[] body, int maxNesting, Consumer<byte[]> out, Runnable restart) {
        try {
            MethodCall call = XmlRpcReader.call(body, maxNesting);
            XmlRpcWriter.response(dispatch(handler, call.method(), call.arguments()), out);
        } catch (XmlRpcFault fault) {
            restart.run();
            out.accept(XmlRpcWriter.fault(fault.code(), fault.getMessage()));
        } catch (XmlRpcException malformed) {
            LOG.debug("refusing a malformed call: {}", malformed.getMessage());
            restart.run();
            out.accept(XmlRpcWriter.fault(1, malformed.getMessage()));
        } catch (HttpAnswer.NoRoomException full) {
            throw full;
        } catch (RuntimeException | StackOverflowError failed) {
            LOG.warn("a call failed", failed);
            restart.run();
            out.accept(XmlRpcWriter.fault(1, "internal error: " + failed));
        }
    }

    private static Object dispatch(XmlRpcHandler handler, String method, List<Object> arguments) throws XmlRpcFault {
        return method.equals("system.multicall") ? multicall(handler, arguments) : handler.call(method, arguments);
    }

    private static Object multicall(XmlRpcHandler handler, List<Object> arguments) throws XmlRpcFault {
        if (arguments.size() != 1 || !(arguments.get(0) instanceof List<?> calls)) {
            throw new XmlRpcFault(1, "system.multicall takes one array of {methodName, params}");
        }
        // Called one by one while the answer is written, so that many large answers never exist together.
        Iterable<Object> results =
                () -> calls.stream().map(item -> oneOfMany(handler, item)).iterator();
        return results;
    }

    private static Object oneOfMany(XmlRpcHandler handler, Object item) {
        if (!(item instanceof Map<?, ?> call)
                || !(call.get("methodName") instanceof String method)
                || !(call.get("params") instanceof List<?> params)
                || method.equals("system.multicall")) {
            return Map.of("faultCode", 1, "faultString", "a call is {methodName, params}, and no multicall itself");
        }
        try {
            return List.of(handler.call(method, new ArrayList<>(params)));
        } catch (XmlRpcFault fault) {
            return Map.of("faultCode", fault.code(), "faultString", fault.getMessage());
        }
    }

    /** Takes no more calls; the loop's end closes the connections. */
    @Override
    public void close() {
        http.close();
    }
}
