package org.prolepsis.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prolepsis.graph.ParameterTree;
import org.prolepsis.nodes.NodeCatalog;
import org.prolepsis.nodes.params.Parameter;
import org.prolepsis.nodes.robot.RobotDescription;

class ConfigTest {
    private static Map<?, ?> yaml(String path) throws Exception {
        return new ObjectMapper(new YAMLFactory())
                .readValue(RosPackage.ROOT.resolve(path).toFile(), Map.class);
    }

    /** The private parameters of a node, of which only {@code get} is there. */
    private static ParameterTree parameters(Map<?, ?> values) {
        return (ParameterTree) Proxy.newProxyInstance(
                ParameterTree.class.getClassLoader(),
                new Class<?>[] {ParameterTree.class},
                (proxy, method, arguments) -> {
                    assertEquals("get", method.getName());
                    return Optional.ofNullable(values.get(((String) arguments[0]).substring(1)));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"action", "flow", "sim_arm", "recorder", "color_sort_cell", "demonstrator"})
    void shouldHaveValuesThatTheNodeAccepts(String node) throws Exception {
        Map<String, Parameter<?>> declared = NodeCatalog.find(node).orElseThrow().description().parameters().stream()
                .collect(Collectors.toMap(p -> p.name(), Function.identity()));
        Map<?, ?> config = yaml("config/" + node + ".yaml");
        assertFalse(config.isEmpty());
        config.forEach((key, value) -> {
            assertTrue(declared.containsKey(key), node + ".yaml: " + key);
            declared.get(key).check(value);
        });
    }

    @Test
    void shouldHaveTheLimitsThatTheNodesHaveByDefault() throws Exception {
        ParameterTree parameters = parameters(yaml("config/panda_joint_limits.yaml"));
        assertEquals(RobotDescription.panda(), RobotDescription.fromParameters(parameters));
    }

    @Test
    void shouldReadTheLimitsAlsoByPath() {
        Path file = RosPackage.ROOT.resolve("config/panda_joint_limits.yaml");
        ParameterTree parameters = parameters(Map.of("joint_limits", file.toString()));
        assertEquals(RobotDescription.panda(), RobotDescription.fromParameters(parameters));
    }

    @Test
    void shouldHaveAnRvizConfigurationInTheFrameOfTheArm() throws Exception {
        Map<?, ?> manager = (Map<?, ?>) yaml("rviz/prolepsis.rviz").get("Visualization Manager");
        assertEquals("panda_link0", ((Map<?, ?>) manager.get("Global Options")).get("Fixed Frame"));
    }
}
