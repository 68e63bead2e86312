package org.prolepsis.ros.xmlrpc;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML-RPC documents by StAX, with DTDs and external entities off and nesting bounded. Numbers come as Integer
 * ({@code i8} as Long when wider) and Double, structs as LinkedHashMap, arrays as ArrayList, {@code nil} as null.
 */
public final class XmlRpcReader {
    private static final int MAX_DEPTH = 128;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;
    private final int maxNesting;

    private XmlRpcReader(XMLStreamReader xml, int maxNesting) {
        this.xml = xml;
        this.maxNesting = maxNesting;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /**
     * Reads a call.
     *
     * @throws XmlRpcException if the document is no method call
     */
    public static MethodCall call(byte[] document) throws XmlRpcException {
        return call(document, MAX_DEPTH);
    }

    /**
     * Reads a call whose lists and maps are nested at most so deep.
     *
     * @throws XmlRpcException if the document is no method call
     */
    public static MethodCall call(byte[] document, int maxNesting) throws XmlRpcException {
        return read(document, maxNesting, XmlRpcReader::readCall);
    }

    /**
     * Reads a response.
     *
     * @throws XmlRpcFault if it is a fault
     * @throws XmlRpcException if the document is no response
     */
    public static Object response(byte[] document) throws XmlRpcException {
        return read(document, MAX_DEPTH, XmlRpcReader::readResponse);
    }

    @FunctionalInterface
    private interface Body<T> {
        T read(XmlRpcReader reader) throws XMLStreamException, XmlRpcException;
    }

    private static <T> T read(byte[] document, int maxNesting, Body<T> body) throws XmlRpcException {
        try {
            XMLStreamReader xml;
            synchronized (FACTORY) {
                xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            }
            try {
                return body.read(new XmlRpcReader(xml, maxNesting));
            } finally {
                xml.close();
            }
        } catch (XMLStreamException malformed) {
            throw new XmlRpcException("the document is not well-formed XML: " + malformed.getMessage(), malformed);
        } catch (XmlRpcException said) {
            throw said;
        } catch (RuntimeException malformed) {
            // The JDK's parser throws unchecked exceptions on some malformed input.
            throw new XmlRpcException("the document is not XML-RPC: " + malformed, malformed);
        }
    }

    private MethodCall readCall() throws XMLStreamException, XmlRpcException {
        open("methodCall");
        open("methodName");
        String method = xml.getElementText().trim();
        List<Object> arguments = new ArrayList<>();
        if (openOrEnd("methodCall")) {
            require("params");
            while (openOrEnd("params")) {
                require("param");
                open("value");
                arguments.add(value(0));
                close("param");
            }
            close("methodCall");
        }
        return new MethodCall(method, arguments);
    }

    private Object readResponse() throws XMLStreamException, XmlRpcException {
        open("methodResponse");
        nextTag();
        if (xml.isStartElement() && xml.getLocalName().equals("fault")) {
            open("value");
            throw fault(value(0));
        }
        require("params");
        open("param");
        open("value");
        Object value = value(0);
        close("param");
        close("params");
        close("methodResponse");
        return value;
    }

    private static XmlRpcFault fault(Object value) {
        if (value instanceof Map<?, ?> map && map.get("faultCode") instanceof Integer code) {
            return new XmlRpcFault(code, String.valueOf(map.get("faultString")));
        }
        return new XmlRpcFault(0, String.valueOf(value));
    }

    /** Reads the content of a value whose start tag is current, up to and with its end tag. */
    private Object value(int depth) throws XMLStreamException, XmlRpcException {
        if (depth > maxNesting) {
            throw new XmlRpcException("values are nested deeper than " + maxNesting);
        }
        StringBuilder bare = new StringBuilder();
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    bare.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return bare.toString();
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    Object typed = typed(xml.getLocalName(), depth);
                    close("value");
                    return typed;
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                default -> throw new XmlRpcException("unexpected content in a value");
            }
        }
    }

    private Object typed(String type, int depth) throws XMLStreamException, XmlRpcException {
        return switch (type) {
            case "array" -> array(depth);
            case "struct" -> struct(depth);
            case "string" -> xml.getElementText();
            case "nil", "ex:nil" -> {
                close(type);
                yield null;
            }
            default -> scalar(type, xml.getElementText().trim());
        };
    }

    private static Object scalar(String type, String text) throws XmlRpcException {
        try {
            return switch (type) {
                case "int", "i4", "i1", "i2" -> Integer.valueOf(text);
                case "i8" -> wide(Long.parseLong(text));
                case "double", "float" -> real(text);
                case "boolean" -> bool(text);
                case "base64" -> Base64.getDecoder().decode(BLANKS.matcher(text).replaceAll(""));
                case "dateTime.iso8601" -> dateTime(text);
                default -> throw new XmlRpcException("a value has the unknown type '" + type + "'");
            };
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            throw new XmlRpcException("'" + abbreviate(text) + "' is no " + type, malformed);
        }
    }

    private static String abbreviate(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static Object wide(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private static Double real(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "nan", "-nan", "+nan" -> Double.NaN;
            case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.valueOf(text);
        };
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "1", "true" -> Boolean.TRUE;
            case "0", "false" -> Boolean.FALSE;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** XML-RPC dates have no zone; ROS means UTC. */
    private static Instant dateTime(String text) {
        String plain = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
        String pattern = plain.indexOf('-') > 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyyMMdd'T'HH:mm:ss";
        return LocalDateTime.parse(plain, DateTimeFormatter.ofPattern(pattern)).toInstant(ZoneOffset.UTC);
    }

    private List<Object> array(int depth) throws XMLStreamException, XmlRpcException {
        List<Object> items = new ArrayList<>();
        open("data");
        while (openOrEnd("data")) {
            require("value");
            items.add(value(depth + 1));
        }
        close("array");
        return items;
    }

    private Map<String, Object> struct(int depth) throws XMLStreamException, XmlRpcException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (openOrEnd("struct")) {
            require("member");
            open("name");
            String name = xml.getElementText();
            open("value");
            members.put(name, value(depth + 1));
            close("member");
        }
        return members;
    }

    private void nextTag() throws XMLStreamException, XmlRpcException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT -> {
                    return;
                }
                case XMLStreamConstants.DTD -> throw new XmlRpcException("a document type is not allowed");
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.isWhiteSpace()) {
                        throw new XmlRpcException("text where a tag was expected: '" + abbreviate(xml.getText()) + "'");
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> throw new XmlRpcException("the document ends early");
                default -> {}
            }
        }
    }

    private void open(String name) throws XMLStreamException, XmlRpcException {
        nextTag();
        require(name);
    }

    /** Whether a start tag follows; otherwise the end tag of {@code parent} does. */
    private boolean openOrEnd(String parent) throws XMLStreamException, XmlRpcException {
        nextTag();
        if (xml.isStartElement()) {
            return true;
        }
        requireName(parent);
        return false;
    }

    private void close(String name) throws XMLStreamException, XmlRpcException {
        nextTag();
        if (!xml.isEndElement()) {
            throw new XmlRpcException("<" + xml.getLocalName() + "> where </" + name + "> was expected");
        }
        requireName(name);
    }

    private void require(String name) throws XmlRpcException {
        if (!xml.isStartElement()) {
            throw new XmlRpcException("</" + xml.getLocalName() + "> where <" + name + "> was expected");
        }
        requireName(name);
    }

    private void requireName(String name) throws XmlRpcException {
        if (!xml.getLocalName().equals(name)) {
            throw new XmlRpcException("'" + xml.getLocalName() + "' where '" + name + "' was expected");
        }
    }
}
