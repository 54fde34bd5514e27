package io.github.cornu.graph;

import io.github.cornu.op.Op;
import java.util.List;

/**
 * One use of an operation.
 *
 * @param layer path of the layer it came from
 * @param layerClass the Keras class of that layer
 * @param inputs ids of values
 * @param outputs ids of values that no other node makes
 */
public record Node(String layer, String layerClass, Op op, List<Integer> inputs, List<Integer> outputs) {
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** This node with another operation. */
    public Node with(Op other) {
        return new Node(layer, layerClass, other, inputs, outputs);
    }

    /** The only output, or the first. */
    public int output() {
        return outputs.get(0);
    }
}
