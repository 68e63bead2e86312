package org.prolepsis.ros.log;

import java.util.Map;
import org.prolepsis.graph.ConnectedNode;
import org.prolepsis.graph.GraphException;
import org.prolepsis.graph.ServiceException;
import org.prolepsis.msgs.roscpp.GetLoggers;
import org.prolepsis.msgs.roscpp.Logger;
import org.prolepsis.msgs.roscpp.SetLoggerLevel;

/** The two services through which rqt_logger_level and rosservice change what a node logs. */
final class LoggerServices {
    private LoggerServices() {}

    static void offer(ConnectedNode node, LoggerLevels levels) {
        node.newServiceServer("~get_loggers", GetLoggers.TYPE, (request, response) -> list(levels, response));
        node.newServiceServer("~set_logger_level", SetLoggerLevel.TYPE, (request, response) -> set(levels, request));
    }

    private static void list(LoggerLevels levels, GetLoggers.Response response) {
        Map<String, String> all = levels.levels();
        response.loggers = new Logger[all.size()];
        int i = 0;
        for (Map.Entry<String, String> each : all.entrySet()) {
            Logger logger = new Logger();
            logger.name = each.getKey();
            logger.level = each.getValue();
            response.loggers[i++] = logger;
        }
    }

    private static void set(LoggerLevels levels, SetLoggerLevel.Request request) throws ServiceException {
        try {
            levels.set(request.logger, request.level);
        } catch (GraphException unknown) {
            throw new ServiceException(unknown.getMessage(), unknown);
        }
    }
}
