package org.prolepsis.nodes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.prolepsis.flow.model.MotionModel;
import org.prolepsis.msgs.diagnostic_msgs.DiagnosticStatus;
import org.prolepsis.msgs.diagnostic_msgs.KeyValue;
import org.prolepsis.msgs.std_msgs.Float64;
import org.prolepsis.nodes.action.ActionNode;
import org.prolepsis.nodes.flow.FlowNode;
import org.prolepsis.nodes.flow.ModelMotionSource;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.nodes.testgraph.TestGraph;

/**
 * Every pair of sentences, the second in the middle of the first, through the three nodes in virtual time; prints which motions
 * are given up. Arguments: the model, then paces.
 */
public final class ReplacementReport {
    private static final List<String> SENTENCES = List.of(
            "wave big",
            "wave small",
            "wave slowly",
            "wave quickly",
            "wave big on the left",
            "small wave on the right",
            "wave low",
            "wave high up on the left quickly");
    private static final double[] AFTER_SECONDS = {1, 1.8, 2.6, 3.5};

    private ReplacementReport() {}

    public static void main(String[] args) throws IOException {
        MotionModel model = MotionModel.load(Path.of(args[0]));
        for (int i = 1; i < args.length; i++) {
            report(model, Double.parseDouble(args[i]));
        }
    }

    private static void report(MotionModel model, double pace) {
        int runs = 0;
        List<Double> ratios = new ArrayList<>();
        for (String first : SENTENCES) {
            for (String second : SENTENCES) {
                for (double after : AFTER_SECONDS) {
                    if (first.equals(second)) {
                        continue;
                    }
                    runs++;
                    double ratio = run(model, first, second, pace, after);
                    if (Double.isNaN(ratio)) {
                        System.out.printf(Locale.ROOT, "given up: %s, after %.1f s %s%n", first, after, second);
                    } else {
                        ratios.add(ratio);
                    }
                }
            }
        }
        Collections.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "pace %.1f: %d of %d given up; time × pace / demonstrated: median %.3f, largest %.3f%n",
                pace,
                runs - ratios.size(),
                runs,
                ratios.get(ratios.size() / 2),
                ratios.get(ratios.size() - 1));
    }

    /** Time by that demonstrated and the pace; NaN if the motion was given up. */
    private static double run(MotionModel model, String first, String second, double pace, double after) {
        try (TestGraph graph = new TestGraph()) {
            graph.start(new SimArmNode(graph.time));
            graph.start(new ActionNode(graph.time));
            graph.start(new FlowNode(graph.time, new ModelMotionSource(model)));
            List<DiagnosticStatus> status = graph.record("/flow/status", DiagnosticStatus.TYPE);
            graph.time.advance(0.6);
            say(graph, first);
            graph.time.advance(after);
            Float64 speed = new Float64();
            speed.data = pace;
            graph.publish("/action/speed", speed);
            say(graph, second);
            graph.time.advanceUntil(() -> !value(status, "state").equals("moving"), 40);
            return value(status, "result").equals("done")
                    ? Double.parseDouble(value(status, "elapsed_s"))
                            * pace
                            / Double.parseDouble(value(status, "demonstrated_s"))
                    : Double.NaN;
        }
    }

    private static void say(TestGraph graph, String sentence) {
        org.prolepsis.msgs.std_msgs.String message = new org.prolepsis.msgs.std_msgs.String();
        message.data = sentence;
        graph.publish("/command", message);
    }

    private static String value(List<DiagnosticStatus> status, String key) {
        for (KeyValue pair : status.get(status.size() - 1).values) {
            if (pair.key.equals(key)) {
                return pair.value;
            }
        }
        throw new AssertionError("no " + key);
    }
}
