package org.prolepsis.ros.fuzz;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.prolepsis.msgs.generator.DefinitionFuzzTarget;
import org.prolepsis.ros.name.YamlFuzzTarget;
import org.prolepsis.ros.net.HttpHeadFuzzTarget;
import org.prolepsis.ros.tcpros.FrameFuzzTarget;
import org.prolepsis.ros.tcpros.HeaderFuzzTarget;
import org.prolepsis.ros.xmlrpc.XmlRpcFuzzTarget;

/**
 * A decoder that is fuzzed. Each target lives in the package of what it fuzzes.
 *
 * @param name the name of its folder of findings
 * @param weight its share of the time
 * @param type the class that Jazzer runs
 * @param input the same as a function
 * @param seeds inputs to start from
 * @param dictionary words, in libFuzzer's notation
 */
record FuzzTarget(
        String name,
        int weight,
        Class<?> type,
        Consumer<byte[]> input,
        Supplier<List<byte[]>> seeds,
        List<String> dictionary) {
    static final List<FuzzTarget> ALL = List.of(
            of(
                    "messages",
                    14,
                    MessageFuzzTarget.class,
                    MessageFuzzTarget::fuzzerTestOneInput,
                    MessageFuzzTarget::seeds),
            of(
                    "xmlrpc",
                    14,
                    XmlRpcFuzzTarget.class,
                    XmlRpcFuzzTarget::fuzzerTestOneInput,
                    XmlRpcFuzzTarget::seeds,
                    "<methodCall>",
                    "</methodCall>",
                    "<methodResponse>",
                    "</methodResponse>",
                    "<methodName>",
                    "<params>",
                    "</params>",
                    "<param>",
                    "</param>",
                    "<value>",
                    "</value>",
                    "<array><data>",
                    "</data></array>",
                    "<struct>",
                    "</struct>",
                    "<member>",
                    "<name>",
                    "<double>",
                    "<i8>",
                    "<base64>",
                    "<dateTime.iso8601>",
                    "<nil/>",
                    "<!DOCTYPE",
                    "<!ENTITY",
                    "<![CDATA[",
                    "&#x10ffff;",
                    "system.multicall"),
            of(
                    "definitions",
                    9,
                    DefinitionFuzzTarget.class,
                    DefinitionFuzzTarget::fuzzerTestOneInput,
                    DefinitionFuzzTarget::seeds,
                    "float64",
                    "uint8",
                    "string",
                    "time",
                    "duration",
                    "Header",
                    "bool",
                    "[]",
                    "---"),
            of("headers", 6, HeaderFuzzTarget.class, HeaderFuzzTarget::fuzzerTestOneInput, HeaderFuzzTarget::seeds),
            of("frames", 6, FrameFuzzTarget.class, FrameFuzzTarget::fuzzerTestOneInput, FrameFuzzTarget::seeds),
            of(
                    "http",
                    5,
                    HttpHeadFuzzTarget.class,
                    HttpHeadFuzzTarget::fuzzerTestOneInput,
                    HttpHeadFuzzTarget::seeds,
                    "\\x0d\\x0a",
                    "Content-Length:",
                    "Connection:",
                    "Transfer-Encoding:",
                    "HTTP/1.1"),
            of("yaml", 6, YamlFuzzTarget.class, YamlFuzzTarget::fuzzerTestOneInput, YamlFuzzTarget::seeds));

    private static FuzzTarget of(
            String name,
            int weight,
            Class<?> type,
            Consumer<byte[]> input,
            Supplier<List<byte[]>> seeds,
            String... dictionary) {
        return new FuzzTarget(name, weight, type, input, seeds, List.of(dictionary));
    }
}
