package org.prolepsis.flow.train;

import java.util.ArrayList;
import java.util.List;
import org.prolepsis.flow.net.DenseNet;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A TensorFlow graph with one session, dense nets as variables, inputs whose tensors are reused, and Adam (Kingma and
 * Ba, arXiv 1412.6980). For one thread; {@link #close} frees the native memory.
 */
public final class TrainingGraph implements AutoCloseable {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;

    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final Session session;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final List<Op> initialisers = new ArrayList<>();
    private final List<Input> initialValues = new ArrayList<>();
    private final List<Op> updates = new ArrayList<>();
    private final Input learningRate;
    private final Input beta1Power;
    private final Input beta2Power;
    private final Placeholder<TInt64> noiseSeed;
    private final TInt64 noiseSeedValue = TInt64.tensorOf(Shape.of(2));
    private int noises;
    private Operand<TFloat32> loss;
    private int steps;

    /** An empty graph. */
    public TrainingGraph() {
        // one thread between operations keeps their order, and with it the sums, the same from run to run
        session = new Session(
                graph, ConfigProto.newBuilder().setInterOpParallelismThreads(1).build());
        learningRate = input();
        beta1Power = input();
        beta2Power = input();
        noiseSeed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    }

    /**
     * Makes nodes of this graph.
     *
     * @return the same each time
     */
    public Ops ops() {
        return tf;
    }

    /**
     * An input of a fixed shape.
     *
     * @param shape sizes; none for a number
     * @return zeros until it is set
     */
    public Input input(long... shape) {
        Input input = new Input(tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape))), Shape.of(shape));
        inputs.add(input);
        return input;
    }

    /**
     * Standard normal numbers, others at each {@link #setNoiseSeed}. A function of the seed alone, unlike TensorFlow's
     * generators with a state, so that a run can go on where another ended.
     *
     * @param shape sizes
     * @return a node
     */
    public Operand<TFloat32> noise(int... shape) {
        Operand<TInt64> seed = tf.math.add(noiseSeed, tf.constant(new long[] {0, noises++}));
        return tf.random.statelessRandomNormal(tf.constant(shape), seed);
    }

    /**
     * Sets what the noise of the next evaluations is made from.
     *
     * @param seed any number
     */
    public void setNoiseSeed(long seed) {
        noiseSeedValue.setLong(seed, 0);
        noiseSeedValue.setLong(0, 1);
    }

    /**
     * The parameters of a net as variables that start from its values.
     *
     * @param initial the net
     * @return its variables
     */
    public NetVariables variables(DenseNet initial) {
        List<Variable<TFloat32>> own = new ArrayList<>();
        int[] sizes = initial.sizes();
        List<float[]> parameters = initial.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            int layer = i / 2;
            Shape shape = i % 2 == 0 ? Shape.of(sizes[layer], sizes[layer + 1]) : Shape.of(sizes[layer + 1]);
            own.add(variable(shape, parameters.get(i)));
        }
        return new NetVariables(initial, own);
    }

    /**
     * A parameter to train, outside of any net.
     *
     * @param start its values at first, row-major
     * @param shape of as many elements
     * @return the variable, trained by {@link #minimise} if it is made before
     */
    public Variable<TFloat32> variable(float[] start, long... shape) {
        return variable(Shape.of(shape), start);
    }

    private Variable<TFloat32> variable(Shape shape, float[] start) {
        Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
        Input value = new Input(tf.placeholder(TFloat32.class, Placeholder.shape(shape)), shape);
        value.set(start);
        initialValues.add(value);
        initialisers.add(tf.assign(variable, value.placeholder));
        variables.add(variable);
        return variable;
    }

    /**
     * The net applied to a batch: SiLU between layers, the last layer linear.
     *
     * @param net of this graph
     * @param batch [rows][inputs]
     * @return [rows][outputs]
     */
    public Operand<TFloat32> apply(NetVariables net, Operand<TFloat32> batch) {
        Operand<TFloat32> x = batch;
        for (int layer = 0; layer < net.variables.size() / 2; layer++) {
            if (layer > 0) {
                x = tf.math.mul(x, tf.math.sigmoid(x));
            }
            x = tf.math.add(tf.linalg.matMul(x, net.variables.get(2 * layer)), net.variables.get(2 * layer + 1));
        }
        return x;
    }

    /**
     * The derivatives of a net with respect to each of its inputs, {@code [batch][outputs]} each, as nodes that can be
     * differentiated once more.
     */
    List<Operand<TFloat32>> derivatives(NetVariables net, Operand<TFloat32> batch) {
        int inputs = net.initial.inputs();
        List<Operand<TFloat32>> tangents = new ArrayList<>();
        for (int k = 0; k < inputs; k++) {
            tangents.add(tf.gather(net.variables.get(0), tf.constant(new int[] {k}), tf.constant(0)));
        }
        Operand<TFloat32> x = batch;
        for (int layer = 0; layer + 1 < net.variables.size() / 2; layer++) {
            Operand<TFloat32> sum =
                    tf.math.add(tf.linalg.matMul(x, net.variables.get(2 * layer)), net.variables.get(2 * layer + 1));
            Operand<TFloat32> sigmoid = tf.math.sigmoid(sum);
            Operand<TFloat32> one = tf.constant(1f);
            Operand<TFloat32> slope =
                    tf.math.mul(sigmoid, tf.math.add(one, tf.math.mul(sum, tf.math.sub(one, sigmoid))));
            Operand<TFloat32> next = net.variables.get(2 * layer + 2);
            tangents.replaceAll(tangent -> tf.linalg.matMul(tf.math.mul(slope, tangent), next));
            x = tf.math.mul(sum, sigmoid);
        }
        return tangents;
    }

    /**
     * The mean over all elements.
     *
     * @param x of any shape
     * @return a number
     */
    public Operand<TFloat32> mean(Operand<TFloat32> x) {
        int rank = x.shape().numDimensions();
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) {
            axes[i] = i;
        }
        return tf.math.mean(x, tf.constant(axes));
    }

    /**
     * Builds the gradients and the Adam step, and sets the variables to their start.
     *
     * @param objective a number, made less by {@link #step}
     */
    public void minimise(Operand<TFloat32> objective) {
        loss = objective;
        List<Variable<TFloat32>> trained = List.copyOf(variables);
        Output<?>[] parameters = trained.stream().map(Variable::asOutput).toArray(Output<?>[]::new);
        Output<?>[] gradients = graph.addGradients(objective.asOutput(), parameters);
        List<org.tensorflow.Operation> computed = new ArrayList<>();
        for (Output<?> gradient : gradients) {
            computed.add(gradient.op());
        }
        computed.add(objective.op());
        // no parameter may change while a gradient still reads it
        Ops after = tf.withControlDependencyOps(computed);
        for (int i = 0; i < gradients.length; i++) {
            updates.add(adam(after, trained.get(i), gradients[i].expect(TFloat32.class)));
        }
        initialise();
    }

    private Op adam(Ops after, Variable<TFloat32> variable, Output<TFloat32> gradient) {
        Shape shape = variable.shape();
        float[] zeros = new float[(int) shape.size()];
        Variable<TFloat32> mean = variable(shape, zeros);
        Variable<TFloat32> square = variable(shape, zeros);
        return after.train.applyAdam(
                variable,
                mean,
                square,
                beta1Power.placeholder,
                beta2Power.placeholder,
                learningRate.placeholder,
                tf.constant(BETA1),
                tf.constant(BETA2),
                tf.constant(1e-8f),
                gradient);
    }

    private void initialise() {
        Session.Runner runner = session.runner();
        initialValues.forEach(value -> runner.feed(value.placeholder, value.tensor));
        initialisers.forEach(runner::addTarget);
        runner.run().close();
    }

    /** Every variable, those of Adam too: with the number of steps all there is to know of an optimisation. */
    List<float[]> state() {
        return values(variables);
    }

    /**
     * Goes back to a state.
     *
     * @throws IllegalArgumentException if it is not one of this graph
     */
    void restore(List<float[]> state, int stepsDone) {
        if (state.size() != initialValues.size()) {
            throw new IllegalArgumentException(
                    "the state has " + state.size() + " variables, this graph " + initialValues.size());
        }
        for (int i = 0; i < state.size(); i++) {
            initialValues.get(i).set(state.get(i));
        }
        initialise();
        steps = stepsDone;
    }

    /**
     * One Adam step on the inputs as they are set.
     *
     * @param rate the learning rate
     * @return the loss before it
     */
    public double step(double rate) {
        steps++;
        learningRate.set((float) rate);
        beta1Power.set((float) Math.pow(BETA1, steps));
        beta2Power.set((float) Math.pow(BETA2, steps));
        Session.Runner runner = fed();
        updates.forEach(runner::addTarget);
        runner.fetch(loss);
        try (Result result = runner.run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    private Session.Runner fed() {
        Session.Runner runner = session.runner();
        inputs.forEach(input -> runner.feed(input.placeholder, input.tensor));
        if (noises > 0) {
            runner.feed(noiseSeed, noiseSeedValue);
        }
        return runner;
    }

    /**
     * The loss on the inputs as they are set, without a step.
     *
     * @return the loss
     */
    public double loss() {
        return evaluate(loss)[0];
    }

    /**
     * Evaluates a node on the inputs as they are set.
     *
     * @param node of this graph
     * @return its elements, row-major
     */
    public float[] evaluate(Operand<TFloat32> node) {
        Session.Runner runner = fed();
        runner.fetch(node);
        try (Result result = runner.run()) {
            return toArray((TFloat32) result.get(0));
        }
    }

    /**
     * The trained values of a net.
     *
     * @param net of this graph
     * @return a net on plain arrays
     */
    public DenseNet export(NetVariables net) {
        return net.initial.with(values(net.variables));
    }

    /**
     * The values of variables as they are now.
     *
     * @param wanted of this graph
     * @return one array each, row-major
     */
    public List<float[]> values(List<Variable<TFloat32>> wanted) {
        Session.Runner runner = session.runner();
        wanted.forEach(runner::fetch);
        List<float[]> values = new ArrayList<>();
        try (Result result = runner.run()) {
            for (int i = 0; i < wanted.size(); i++) {
                values.add(toArray((TFloat32) result.get(i)));
            }
        }
        return values;
    }

    private static float[] toArray(TFloat32 tensor) {
        float[] values = new float[(int) tensor.size()];
        tensor.copyTo(DataBuffers.of(values));
        return values;
    }

    @Override
    public void close() {
        session.close();
        inputs.forEach(input -> input.tensor.close());
        initialValues.forEach(value -> value.tensor.close());
        noiseSeedValue.close();
        graph.close();
    }

    /**
     * The variables of one net.
     *
     * @param initial the net they started from
     * @param variables weights and biases of each layer in turn
     */
    public record NetVariables(DenseNet initial, List<Variable<TFloat32>> variables) {}

    /** A placeholder and the tensor that feeds it. */
    public static final class Input {
        private final Placeholder<TFloat32> placeholder;
        private final TFloat32 tensor;

        private Input(Placeholder<TFloat32> placeholder, Shape shape) {
            this.placeholder = placeholder;
            this.tensor = TFloat32.tensorOf(shape);
        }

        /**
         * The node to build on.
         *
         * @return of the input's shape
         */
        public Operand<TFloat32> operand() {
            return placeholder;
        }

        /**
         * Sets what the next evaluations see.
         *
         * @param values row-major, as many as the shape has; copied
         */
        public void set(float... values) {
            tensor.copyFrom(DataBuffers.of(values));
        }
    }
}
