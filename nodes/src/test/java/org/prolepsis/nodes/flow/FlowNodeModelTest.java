package org.prolepsis.nodes.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prolepsis.flow.dataset.Dataset;
import org.prolepsis.flow.dataset.Demonstration;
import org.prolepsis.flow.dataset.MotionSpace;
import org.prolepsis.flow.demo.WavingDataset;
import org.prolepsis.flow.text.MiniLmEncoder;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingSettings;
import org.prolepsis.msgs.trajectory_msgs.JointTrajectory;
import org.prolepsis.nodes.simarm.SimArmNode;
import org.prolepsis.nodes.testgraph.TestGraph;

/** The flow node with model bundles on disk. */
class FlowNodeModelTest {
    @TempDir
    private Path folder;

    private final TestGraph graph = new TestGraph();

    @AfterEach
    void tearDown() {
        graph.close();
    }

    private Path train(Dataset dataset) throws IOException {
        Path model = folder.resolve(dataset.name());
        new Trainer(new MiniLmEncoder())
                .train(dataset, TrainingSettings.DEFAULT.withSteps(20, 20), TrainingListener.NONE)
                .model()
                .save(model);
        graph.parameters.put("/flow/model", model.toString());
        return model;
    }

    private static Dataset poses() {
        List<Demonstration> demonstrations = new ArrayList<>();
        for (int sign : new int[] {-1, 1}) {
            double[] times = new double[60];
            double[][] values = new double[60][];
            for (int i = 0; i < 60; i++) {
                times[i] = i * 0.05;
                values[i] = new double[] {i * 0.01, 0.003 * sign * i, 0, 0, 0, 0, 1};
            }
            String text = sign < 0 ? "push right" : "push left";
            demonstrations.add(
                    new Demonstration("d" + sign, times, values, Map.of("side", text), List.of("push", text)));
        }
        return new Dataset("poses", MotionSpace.SE3, "cup", List.of(), "push", Map.of(), demonstrations, "");
    }

    private static Dataset fewWaves() {
        Dataset all = WavingDataset.generate(3);
        List<Demonstration> few = all.demonstrations().subList(0, 4).stream()
                .map(d -> new Demonstration(
                        d.id(), d.times(), d.values(), d.labels(), d.texts().subList(0, 2)))
                .toList();
        List<Demonstration> withCore = few.stream()
                .map(d -> {
                    List<String> texts = new ArrayList<>(d.texts());
                    texts.add(all.coreText());
                    return new Demonstration(
                            d.id(),
                            d.times(),
                            d.values(),
                            d.labels(),
                            texts.stream().distinct().toList());
                })
                .toList();
        return new Dataset("waves", all.space(), all.frame(), all.jointNames(), all.coreText(), Map.of(), withCore, "");
    }

    @Test
    void shouldRefuseAModelOfPosesAndSayWhatItNeeds() throws IOException {
        Path model = train(poses());
        RuntimeException e = assertThrows(RuntimeException.class, () -> graph.start(new FlowNode(graph.time, null)));
        assertTrue(e.getMessage().contains(model.toString()), e.getMessage());
        assertTrue(e.getMessage().contains("space se3"), e.getMessage());
        assertTrue(e.getMessage().contains("needs a model with space joint"), e.getMessage());
    }

    @Test
    void shouldRefuseAFolderThatIsNoModel() {
        graph.parameters.put("/flow/model", folder.toString());
        RuntimeException e = assertThrows(RuntimeException.class, () -> graph.start(new FlowNode(graph.time, null)));
        assertTrue(e.getMessage().contains("cannot use the model " + folder), e.getMessage());
        assertTrue(e.getMessage().contains("manifest.yaml"), e.getMessage());
    }

    @Test
    void shouldSampleFromItsModelAndSendAChunkThatBeginsAtTheArm() throws IOException {
        Dataset data = fewWaves();
        train(data);
        graph.parameters.put("/flow/guidance", 2);
        List<JointTrajectory> chunks = graph.record("/action_chunk", JointTrajectory.TYPE);
        graph.start(new SimArmNode(graph.time));
        graph.start(new FlowNode(graph.time, null));
        graph.time.advance(0.1);
        org.prolepsis.msgs.std_msgs.String sentence = new org.prolepsis.msgs.std_msgs.String();
        sentence.data = data.coreText();
        graph.publish("/command", sentence);
        assertEquals(1, chunks.size(), "the first chunk comes with the command");
        assertEquals(data.jointNames(), List.of(chunks.get(0).jointNames));
        assertEquals(-2.12, chunks.get(0).points[0].positions[3], 1e-6);
    }
}
