package io.github.cornu.graph;

import io.github.cornu.ModelException;
import io.github.cornu.op.Op;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Collects the nodes of a {@link Graph}, infers shapes, and adds the layer's name to errors. */
public final class GraphBuilder {
    private final String name;
    private int batchSize = Shape.FREE;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Graph.Port> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Graph.Port> outputs = new ArrayList<>();
    private final List<LayerInfo> layers = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Integer> texts = new HashSet<>();

    /** A graph without nodes, with the name of the model. */
    public GraphBuilder(String name) {
        this.name = name;
    }

    /** Notes the number of samples that the model's file asks for. */
    public void batchSize(int samples) {
        batchSize = samples;
    }

    /** What {@link #batchSize(int)} noted, or {@link Shape#FREE}. */
    public int batchSize() {
        return batchSize;
    }

    /**
     * A value that the caller gives.
     *
     * @param shape with a batch axis; axes may be free
     * @throws ModelException if there is an input with that name
     */
    public Value input(String inputName, Shape shape) {
        return input(new TensorSpec(inputName, shape));
    }

    /**
     * A value that the caller gives.
     *
     * @param spec its name, and its shape with a batch axis
     * @throws ModelException if there is an input with that name
     */
    public Value input(TensorSpec spec) {
        String inputName = spec.name();
        if (!names.add(inputName)) {
            throw new ModelException("two inputs have the name '" + inputName + "'");
        }
        Value value = value(spec.shape());
        inputs.add(new Graph.Port(inputName, value.id(), spec.texts()));
        if (spec.texts()) {
            texts.add(value.id());
        }
        return value;
    }

    /** An operation with one output, or of whose outputs only the first is needed. */
    public Value add(String layer, String layerClass, Op op, Value... operands) {
        return add(new Origin(layer, layerClass), op, operands);
    }

    /** An operation with one output, or of whose outputs only the first is needed. */
    public Value add(Origin origin, Op op, Value... operands) {
        return addAll(origin, op, Arrays.asList(operands)).get(0);
    }

    /**
     * An operation.
     *
     * @throws ModelException if the operands do not fit
     */
    public List<Value> addAll(Origin origin, Op op, List<Value> operands) {
        List<Shape> results;
        try {
            results = op.outputShapes(operands.stream().map(Value::shape).toList());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelException(null, origin.layer(), origin.layerClass(), e.getMessage(), e);
        }
        List<Value> values = results.stream().map(this::value).toList();
        Node node = new Node(
                origin,
                op,
                operands.stream().map(Value::id).toList(),
                values.stream().map(Value::id).toList());
        nodes.add(node);
        node.addTexts(texts);
        return values;
    }

    /** Whether a value is one of those, or is computed from one of them. */
    public boolean dependsOn(Value value, List<Value> sources) {
        return dependsOn(value, sources, node -> true);
    }

    private boolean dependsOn(Value value, List<Value> sources, Predicate<Node> reads) {
        Set<Integer> needed = new HashSet<>(List.of(value.id()));
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (node.outputs().stream().anyMatch(needed::contains) && reads.test(node)) {
                needed.addAll(node.inputs());
            }
        }
        return sources.stream().anyMatch(source -> needed.contains(source.id()));
    }

    /** Whether a value depends on no number of an input, and on no number of samples. */
    public boolean isConstant(Value value) {
        List<Value> sources = inputs.stream()
                .map(input -> new Value(input.value(), shapes.get(input.value())))
                .toList();
        return !dependsOn(value, sources, node -> !node.op().isSameForAllSamples());
    }

    /** The operation that makes a value; null for one that the caller gives. */
    public Op operation(Value value) {
        Node node = node(value);
        return node == null ? null : node.op();
    }

    /** The inputs of the operation that makes a value; none for one that the caller gives. */
    public List<Value> operands(Value value) {
        Node node = node(value);
        List<Integer> ids = node == null ? List.of() : node.inputs();
        return ids.stream().map(id -> new Value(id, shapes.get(id))).toList();
    }

    private Node node(Value value) {
        for (Node node : nodes) {
            if (node.outputs().contains(value.id())) {
                return node;
            }
        }
        return null;
    }

    /** How many operations there are so far. */
    public int size() {
        return nodes.size();
    }

    /** Whether one of the operations after the first {@code before} goes on from the states of the call before. */
    public boolean isStateful(int before) {
        return nodes.stream().skip(before).anyMatch(node -> node.op().stateful());
    }

    /** The first value that the caller gives. */
    public Value firstInput() {
        int id = inputs.get(0).value();
        return new Value(id, shapes.get(id));
    }

    /** The shape of a value in a call with one sample; other axes may be free. */
    public Shape shapeOfOneSample(Value value) {
        Shape[] inferred = new Shape[shapes.size()];
        inputs.forEach(
                input -> inferred[input.value()] = shapes.get(input.value()).with(0, 1));
        for (Node node : nodes) {
            List<Shape> results = node.op()
                    .outputShapes(node.inputs().stream().map(id -> inferred[id]).toList());
            for (int k = 0; k < results.size(); k++) {
                inferred[node.outputs().get(k)] = results.get(k);
            }
        }
        return inferred[value.id()];
    }

    /** Whether a value is one that the caller gives. */
    public boolean isInput(Value value) {
        return inputs.stream().anyMatch(input -> input.value() == value.id());
    }

    /** Whether a value holds texts. */
    public boolean isTexts(Value value) {
        return texts.contains(value.id());
    }

    /** Makes a value an output. Names need not differ. */
    public void output(String outputName, Value value) {
        outputs.add(new Graph.Port(outputName, value.id(), isTexts(value)));
    }

    /** Adds to the list of layers. */
    public void layer(LayerInfo layer) {
        layers.add(layer);
    }

    private Value value(Shape shape) {
        shapes.add(shape);
        return new Value(shapes.size() - 1, shape);
    }

    /** The graph so far. */
    public Graph build() {
        return new Graph(name, batchSize, shapes, inputs, nodes, outputs, layers);
    }
}
