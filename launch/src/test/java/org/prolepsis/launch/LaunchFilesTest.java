package org.prolepsis.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prolepsis.nodes.NodeCatalog;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LaunchFilesTest {
    private static final String FIND = "$(find prolepsis)";

    static List<Path> launchFiles() throws Exception {
        return RosPackage.launchFiles();
    }

    @ParameterizedTest
    @MethodSource("launchFiles")
    void shouldStartOnlyNodesThatAreThere(Path file) throws Exception {
        Document launch = RosPackage.xml(file);
        for (Element node : RosPackage.elements(launch, "node")) {
            if (node.getAttribute("pkg").equals("prolepsis")) {
                String type = node.getAttribute("type");
                assertTrue(Files.isExecutable(RosPackage.ROOT.resolve("nodes").resolve(type)), file + ": type " + type);
                assertTrue(NodeCatalog.find(type).isPresent(), file + ": type " + type);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("launchFiles")
    void shouldFindEveryFileOfThisPackageThatItNames(Path file) throws Exception {
        Document launch = RosPackage.xml(file);
        int named = 0;
        for (Element element : RosPackage.elements(launch, "*")) {
            for (String attribute : new String[] {"file", "default", "textfile"}) {
                String value = element.getAttribute(attribute);
                if (value.startsWith(FIND)) {
                    named++;
                    assertTrue(
                            Files.isRegularFile(Path.of(value.replace(FIND, RosPackage.ROOT.toString()))),
                            file + " names " + value);
                }
            }
        }
        assertTrue(named > 0, file + " names no file of this package");
    }

    @ParameterizedTest
    @MethodSource("launchFiles")
    void shouldSetOnlyParametersAndTopicsThatTheNodesDeclare(Path file) throws Exception {
        Document launch = RosPackage.xml(file);
        for (Element node : RosPackage.elements(launch, "node")) {
            if (!node.getAttribute("pkg").equals("prolepsis")) {
                continue;
            }
            var description =
                    NodeCatalog.find(node.getAttribute("type")).orElseThrow().description();
            Set<String> parameters =
                    description.parameters().stream().map(p -> p.name()).collect(Collectors.toSet());
            Set<String> topics =
                    description.endpoints().stream().map(e -> e.name()).collect(Collectors.toSet());
            children(node, "param")
                    .forEach(p -> assertTrue(parameters.contains(p.getAttribute("name")), name(file, p)));
            children(node, "remap").forEach(r -> assertTrue(topics.contains(r.getAttribute("from")), name(file, r)));
        }
    }

    @ParameterizedTest
    @MethodSource("launchFiles")
    void shouldHaveNoConfigurationThatAnArgumentOverridesAnyway(Path file) throws Exception {
        for (Element node : RosPackage.elements(RosPackage.xml(file), "node")) {
            if (node.getAttribute("pkg").equals("prolepsis")) {
                String config = Files.readString(
                        RosPackage.ROOT.resolve("config").resolve(node.getAttribute("type") + ".yaml"));
                children(node, "param")
                        .forEach(p -> assertFalse(config.contains("\n" + p.getAttribute("name") + ":"), name(file, p)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("launchFiles")
    void shouldUseEveryArgumentAndSayWhatItIs(Path file) throws Exception {
        String text = Files.readString(file);
        for (Element arg : children(RosPackage.xml(file).getDocumentElement(), "arg")) {
            String name = arg.getAttribute("name");
            assertFalse(arg.getAttribute("doc").isEmpty(), file + ": arg " + name + " has no doc");
            assertTrue(
                    text.contains("$(arg " + name + ")") || text.contains("$(eval " + name + " "),
                    file + ": arg " + name + " is not used");
        }
    }

    @Test
    void shouldPassOnlyArgumentsThatTheIncludedFileHas() throws Exception {
        for (Path file : RosPackage.launchFiles()) {
            for (Element include : RosPackage.elements(RosPackage.xml(file), "include")) {
                Path target = Path.of(include.getAttribute("file").replace(FIND, RosPackage.ROOT.toString()));
                Set<String> known = children(RosPackage.xml(target).getDocumentElement(), "arg").stream()
                        .map(a -> a.getAttribute("name"))
                        .collect(Collectors.toSet());
                children(include, "arg")
                        .forEach(a -> assertTrue(known.contains(a.getAttribute("name")), name(file, a)));
            }
        }
    }

    @Test
    void shouldHaveTheManifestThatRosLooksFor() throws Exception {
        Document manifest = RosPackage.xml(RosPackage.ROOT.resolve("package.xml"));
        assertEquals("prolepsis", RosPackage.elements(manifest, "name").get(0).getTextContent());
        String email = RosPackage.elements(manifest, "maintainer").get(0).getAttribute("email");
        assertTrue(email.matches("[\\w.]+@[\\w.]+\\.\\w+"), email);
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> children = new ArrayList<>();
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                children.add(element);
            }
        }
        return children;
    }

    private static String name(Path file, Element element) {
        return file + ": " + element.getTagName() + " " + element.getAttribute("name") + element.getAttribute("from");
    }
}
