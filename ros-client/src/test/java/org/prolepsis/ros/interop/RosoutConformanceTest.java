package org.prolepsis.ros.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prolepsis.msgs.rosgraph_msgs.Log;
import org.prolepsis.ros.NodeConfiguration;
import org.prolepsis.ros.TestNodes;
import org.prolepsis.ros.log.LogLine;
import org.prolepsis.ros.log.LoggerLevels;
import org.prolepsis.ros.log.Rosout;
import org.prolepsis.ros.node.RosConnectedNode;

/** What rqt_console and rqt_logger_level live on, which Debian does not have: {@code /rosout} and the logger services. */
@ResourceLock("lines of foreign threads") // they go to the process's oldest node
class RosoutConformanceTest extends BothMasters {
    @ParameterizedTest
    @EnumSource(Master.class)
    void shouldShowItsLogToRostopicAndTakeLevelsFromRosservice(Master master) throws Exception {
        Map<String, String> levels = new ConcurrentHashMap<>(Map.of("ros", "info"));
        RosConnectedNode node =
                node("logged", NodeConfiguration.forMaster(uri(master)).withLoggers(new LoggerLevels() {
                    @Override
                    public Map<String, String> levels() {
                        return levels;
                    }

                    @Override
                    public void set(String logger, String level) {
                        levels.put(logger, level);
                    }
                }));
        List<RosTools.Running> echoes = new ArrayList<>();
        echoes.add(tools(master).start("rostopic", "echo", "/rosout"));
        if (master == Master.ROSCORE) {
            echoes.add(tools(master).start("rostopic", "echo", "/rosout_agg"));
        }
        RosTools.Running loggers = tools(master).start("rosservice", "call", "/logged/get_loggers");
        tools(master).run("rosservice", "call", "/logged/set_logger_level", "ros", "debug");
        assertEquals(Map.of("ros", "debug"), levels);
        loggers.awaitText("name: \"ros\"");
        LogLine line = new LogLine(Log.WARN, "the arm is held: é", "Arm.java", "org.example.Arm.hold", 12);
        for (RosTools.Running echo : echoes) {
            TestNodes.await("the line", 30, () -> {
                node.run(() -> Rosout.log(line));
                return echo.text().contains("topics:");
            });
            for (String field : List.of(
                    "level: 4",
                    "name: \"/logged\"",
                    "file: \"Arm.java\"",
                    "org.example.Arm.hold",
                    "line: 12",
                    "arm is held")) {
                echo.awaitText(field);
            }
        }
    }
}
