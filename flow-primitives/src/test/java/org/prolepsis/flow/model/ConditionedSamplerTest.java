package org.prolepsis.flow.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prolepsis.flow.condition.ExecutedPrefix;
import org.prolepsis.flow.condition.MotionConstraints;
import org.prolepsis.flow.condition.StartState;
import org.prolepsis.flow.condition.ViaPoint;
import org.prolepsis.flow.curve.MotionCurve;
import org.prolepsis.flow.train.TestData;
import org.prolepsis.flow.train.Trainer;
import org.prolepsis.flow.train.TrainingListener;
import org.prolepsis.flow.train.TrainingSettings;

class ConditionedSamplerTest {
    private static MotionModel model;

    @BeforeAll
    static void train() {
        model = new Trainer(TestData.encoder())
                .train(TestData.reaching(), TrainingSettings.DEFAULT.withSteps(400, 1200), TrainingListener.NONE)
                .model();
    }

    @Test
    void shouldBeThePlainSampleWhenNothingIsAsked() {
        TextCondition condition = model.condition("reach left");
        MotionCurve plain = model.sampler().sample(condition, 9);
        ConditionedSampler.Draw draw = new ConditionedSampler(model, 1).sample(condition, MotionConstraints.NONE, 9);
        assertArrayEquals(plain.coefficients(), draw.motion().coefficients(), 1e-9);
        assertEquals(0, draw.cost(), 1e-9);
    }

    @Test
    void shouldPassThroughViaPointsForASentence() {
        ConditionedSampler sampler = new ConditionedSampler(model, 8);
        MotionConstraints constraints = MotionConstraints.NONE
                .through(new ViaPoint(0.3, new double[] {0.25, 0.1}))
                .through(new ViaPoint(0.5, new double[] {0.7, 0.5}));
        for (String text : new String[] {"reach left", "reach out", "reach slowly left high"}) {
            MotionCurve motion =
                    sampler.sample(model.condition(text), constraints, 4).motion();
            double[] read = new double[2];
            for (ViaPoint via : constraints.viaPoints()) {
                motion.read(via.phase(), read);
                assertArrayEquals(via.configuration(), read, 1e-9, text);
            }
        }
    }

    /** "reach out" leaves side and height open; the candidates know them, and the via-point tells which is meant. */
    @Test
    void shouldChooseTheCandidateThatFits() {
        TextCondition condition = model.condition("reach out");
        for (double side : new double[] {-1, 1}) {
            MotionConstraints constraints = MotionConstraints.NONE.through(new ViaPoint(0.5, new double[] {side, 0.8}));
            MotionCurve sample = new ConditionedSampler(model, 32)
                    .sample(condition, constraints, 1)
                    .sample();
            double[] read = new double[2];
            sample.read(0.5, read);
            assertArrayEquals(new double[] {side, 0.8}, read, 0.25);
        }
    }

    @Test
    void shouldContinueWhatWasExecuted() {
        TextCondition condition = model.condition("reach out");
        MotionCurve executed = model.sampler().sample(model.condition("reach slowly left high"), 1);
        double[] times = new double[8];
        double[][] configurations = new double[8][2];
        for (int i = 0; i < 8; i++) {
            times[i] = 0.2 * (i + 1);
            executed.read(0.4 - times[i] / executed.duration(), configurations[i]);
        }
        double[] position = new double[2];
        double[] velocity = new double[2];
        executed.read(0.4, position);
        executed.velocity(0.4, velocity);
        MotionConstraints constraints = MotionConstraints.NONE
                .startingAt(new StartState(0.4, position, velocity, null))
                .after(new ExecutedPrefix(times, configurations, 0.02));
        ConditionedSampler.Draw many = new ConditionedSampler(model, 32).sample(condition, constraints, 3);
        ConditionedSampler.Draw one = new ConditionedSampler(model, 1).sample(condition, constraints, 3);
        assertTrue(many.misfit() + many.cost() <= one.misfit() + one.cost());
        double[] end = new double[2];
        many.sample().read(0.5, end);
        assertTrue(end[0] > 0.5 && end[1] > 0.4, "left and high: " + end[0] + ", " + end[1]);
        many.motion().read(0.4, end);
        assertArrayEquals(position, end, 1e-9);
    }

    @Test
    void shouldRefuseNoCandidates() {
        assertThrows(IllegalArgumentException.class, () -> new ConditionedSampler(model, 0));
    }
}
