package org.prolepsis.nodes.robot;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the joints of a URDF: {@code <limit>}, {@code <safety_controller>} and {@code <mimic>}. A document type is refused,
 * so no entity is ever expanded and nothing outside the text is read.
 */
final class UrdfLimits {
    private UrdfLimits() {}

    static Map<String, UrdfJoint> read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read a URDF from " + file + ": " + e + "; ~urdf must be the path of one, or"
                            + " robot_description",
                    e);
        }
    }

    /**
     * The joints by name, in the order of the text.
     *
     * @throws IllegalArgumentException if the text is not a URDF, has a document type, or a limit is missing or not a
     *     number; source, joint and field are named
     */
    static Map<String, UrdfJoint> parse(String source, String xml) {
        Element robot = root(source, xml);
        if (!robot.getTagName().equals("robot")) {
            throw new IllegalArgumentException(source + ": the root element is " + robot.getTagName()
                    + "; a URDF's is robot (xacro must be" + " expanded first)");
        }
        Map<String, UrdfJoint> joints = new LinkedHashMap<>();
        for (Node node = robot.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals("joint")) {
                UrdfJoint joint = joint(source, element);
                if (joints.put(joint.name(), joint) != null) {
                    throw new IllegalArgumentException(
                            source + ": joint " + joint.name() + " is there twice; each must be named once");
                }
            }
        }
        return joints;
    }

    private static Element root(String source, String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (SAXParseException e) {
            throw new IllegalArgumentException(
                    source + ", line " + e.getLineNumber() + ": " + e.getMessage() + "; it must be a URDF without a"
                            + " document type",
                    e);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalArgumentException(source + ": " + e.getMessage() + "; it must be a URDF", e);
        }
    }

    private static UrdfJoint joint(String source, Element element) {
        String name = element.getAttribute("name");
        String where = source + ": joint " + name;
        String type = element.getAttribute("type");
        Element mimic = child(element, "mimic");
        String mimics = mimic == null ? "" : mimic.getAttribute("joint");
        Element limit = child(element, "limit");
        boolean bounded = type.equals("revolute") || type.equals("prismatic");
        if (limit == null) {
            if (bounded) {
                throw new IllegalArgumentException(where + ": limit is missing; a " + type
                        + " joint must have one with lower, upper, velocity and" + " effort");
            }
            return new UrdfJoint(
                    name, type, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN, mimics);
        }
        // lower and upper are 0 where they are not given, as in urdfdom
        double lower = bounded ? number(where, limit, "lower", 0.0) : Double.NEGATIVE_INFINITY;
        double upper = bounded ? number(where, limit, "upper", 0.0) : Double.POSITIVE_INFINITY;
        Element safety = child(element, "safety_controller");
        if (bounded && safety != null) {
            lower = Math.max(lower, number(where, safety, "soft_lower_limit", lower));
            upper = Math.min(upper, number(where, safety, "soft_upper_limit", upper));
        }
        double velocity = number(where, limit, "velocity", null);
        return new UrdfJoint(name, type, lower, upper, velocity, number(where, limit, "effort", null), mimics);
    }

    private static Element child(Element element, String name) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                return child;
            }
        }
        return null;
    }

    private static double number(String where, Element element, String field, Double missing) {
        String text = element.getAttribute(field).strip();
        if (text.isEmpty() && missing != null) {
            return missing;
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(where + ": " + field + " of " + element.getTagName() + " is \"" + text
                + "\"; it must be a finite number");
    }
}
