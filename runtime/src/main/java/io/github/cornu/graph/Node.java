package io.github.cornu.graph;

import io.github.cornu.op.Op;
import java.util.List;
import java.util.Set;

/**
 * One use of an operation.
 *
 * @param inputs ids of values
 * @param outputs ids of values that no other node makes
 */
public record Node(Origin origin, Op op, List<Integer> inputs, List<Integer> outputs) {
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The path of the layer it came from. */
    public String layer() {
        return origin.layer();
    }

    /** The Keras class of that layer. */
    public String layerClass() {
        return origin.layerClass();
    }

    /** This node with another operation. */
    public Node with(Op other) {
        return new Node(origin, other, inputs, outputs);
    }

    /** The only output, or the first. */
    public int output() {
        return outputs.get(0);
    }

    /** Adds the outputs if they hold texts. */
    void addTexts(Set<Integer> texts) {
        boolean ofTexts = !inputs.isEmpty() && texts.contains(inputs.get(0));
        if (op.givesTexts(ofTexts)) {
            texts.addAll(outputs);
        }
    }
}
