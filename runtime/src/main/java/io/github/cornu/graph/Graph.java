package io.github.cornu.graph;

import io.github.cornu.tensor.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A model as a list of operations on values. Immutable. Made by a {@link GraphBuilder}.
 *
 * @param name of the model
 * @param batchSize how many samples its file asks for in every call, or {@link Shape#FREE}; a hint only
 * @param shapes of the values, by id; axes may be free
 * @param inputs what the caller gives
 * @param nodes in an order in which each comes after those it reads from
 * @param outputs what the caller gets; a value may be there twice
 * @param layers the layers that the nodes came from, in the order of the model
 */
public record Graph(
        String name,
        int batchSize,
        List<Shape> shapes,
        List<Port> inputs,
        List<Node> nodes,
        List<Port> outputs,
        List<LayerInfo> layers) {
    public Graph {
        shapes = List.copyOf(shapes);
        inputs = List.copyOf(inputs);
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
        layers = List.copyOf(layers);
    }

    /**
     * An input or an output.
     *
     * @param value its id
     * @param texts whether it holds texts
     */
    public record Port(String name, int value, boolean texts) {
        /** Numbers. */
        public Port(String name, int value) {
            this(name, value, false);
        }
    }

    /** This graph with other nodes for the same values. */
    public Graph withNodes(List<Node> other) {
        return new Graph(name, batchSize, shapes, inputs, other, outputs, layers);
    }

    /** This graph with other shapes of its values, perhaps of more. */
    public Graph withShapes(List<Shape> other) {
        return new Graph(name, batchSize, other, inputs, nodes, outputs, layers);
    }

    /** This graph with other outputs. */
    public Graph withOutputs(List<Port> other) {
        return new Graph(name, batchSize, shapes, inputs, nodes, other, layers);
    }

    /** This graph with other inputs. */
    public Graph withInputs(List<Port> other) {
        return new Graph(name, batchSize, shapes, other, nodes, outputs, layers);
    }

    /** This graph with another list of layers. */
    public Graph withLayers(List<LayerInfo> other) {
        return new Graph(name, batchSize, shapes, inputs, nodes, outputs, other);
    }

    /** Which values hold texts. */
    public Set<Integer> texts() {
        Set<Integer> texts = new HashSet<>();
        inputs.stream().filter(Port::texts).forEach(input -> texts.add(input.value()));
        nodes.forEach(node -> node.addTexts(texts));
        return texts;
    }

    /** How many nodes and outputs read each value. */
    public int[] uses() {
        int[] uses = new int[shapes.size()];
        for (Node node : nodes) {
            for (int value : node.inputs()) {
                uses[value]++;
            }
        }
        for (Port port : outputs) {
            uses[port.value()]++;
        }
        return uses;
    }
}
