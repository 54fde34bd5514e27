package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Op;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.op.text.Tokenize;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Infers the shapes of all values of a graph from fixed ones of its inputs, and from what else a plan is for. */
final class FixedShapes {
    private final Graph graph;
    private final PlanKey key;
    private final Shape[] shapes;
    /** How many operations have asked for what they hold before the call. */
    private int asked;

    private FixedShapes(Graph graph, PlanKey key) {
        this.graph = graph;
        this.key = key;
        this.shapes = new Shape[graph.shapes().size()];
    }

    /**
     * The shapes by value.
     *
     * @throws ModelException with the layer, if an operation cannot take its inputs, or its output is too large
     */
    static Shape[] of(Graph graph, PlanKey key) {
        FixedShapes fixed = new FixedShapes(graph, key);
        for (int i = 0; i < graph.inputs().size(); i++) {
            fixed.shapes[graph.inputs().get(i).value()] = key.shapes().get(i);
        }
        graph.nodes().forEach(fixed::infer);
        return fixed.shapes;
    }

    private void infer(Node node) {
        List<Shape> inputs = new ArrayList<>();
        for (int value : node.inputs()) {
            inputs.add(shapes[value]);
        }
        List<Shape> outputs;
        try {
            outputs = outputs(node.op(), inputs);
            for (Shape output : outputs) {
                output.size();
            }
        } catch (IllegalArgumentException e) {
            throw new ModelException(null, node.layer(), node.layerClass(), e.getMessage(), e);
        } catch (ArithmeticException e) {
            throw new ModelException(
                    null, node.layer(), node.layerClass(), "its output is larger than an array can be", e);
        }
        for (int k = 0; k < outputs.size(); k++) {
            shapes[node.outputs().get(k)] = outputs.get(k);
        }
    }

    /** The shapes of an operation's outputs, which may depend on more than those of the inputs. */
    private List<Shape> outputs(Op op, List<Shape> inputs) {
        if (op instanceof TimeWindow held) {
            return List.of(held.outputShape(inputs.get(0), key.held().get(asked++)));
        }
        if (op instanceof Tokenize tokenize && tokenize.isLongest()) {
            return List.of(tokenize.outputShape(inputs.get(0), key.held().get(asked++)));
        }
        return op.outputShapes(inputs);
    }
}
