package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.dense.MatMul;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Transpose;
import io.github.cornu.op.text.Tokenize;
import java.util.Arrays;

/**
 * Whether samples stay along axis 0 from the inputs to the outputs. Models with recurrent layers that are time-major
 * may take time steps there, which cannot be run apart.
 */
final class SampleAxis {
    /** Of values that are the same for all samples. */
    private static final int NONE = -1;

    private SampleAxis() {}

    /**
     * Checks that samples can be run apart.
     *
     * @throws ModelException if a layer joins what lies along axis 0 of the inputs; it names the layer
     */
    static void check(Graph graph) {
        int[] axes = new int[graph.shapes().size()];
        Arrays.fill(axes, NONE);
        graph.inputs().forEach(input -> axes[input.value()] = 0);
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Tokenize tokenize && tokenize.isLongest()) {
                String problem = "its output is as long as the longest text of all samples, which cannot be run apart; "
                        + "give it an output_sequence_length";
                throw new ModelException(null, node.layer(), node.layerClass(), problem, null);
            }
            int axis = NONE;
            for (int input : node.inputs()) {
                axis = Math.max(axis, axes[input]);
            }
            if (node.op() instanceof Transpose transpose) {
                boolean swaps = transpose.order().get(0) != 0;
                axis = axis == NONE || !swaps ? axis : 1 - axis;
            } else if (axis == 1 && !staysInPlace(node, axes, graph)) {
                String problem = "it does not take samples along axis 0, but along axis 1";
                throw new ModelException(null, node.layer(), node.layerClass(), problem, null);
            }
            for (int output : node.outputs()) {
                axes[output] = axis;
            }
        }
    }

    /** Whether each sample along axis 1 is computed alone, and is along axis 1 of the output. */
    private static boolean staysInPlace(Node node, int[] axes, Graph graph) {
        if (node.op() instanceof MatMul) {
            int left = node.inputs().get(0);
            int right = node.inputs().get(1);
            int rank = graph.shapes().get(left).rank();
            return axes[right] == NONE && graph.shapes().get(right).rank() <= rank && rank > 2;
        }
        return node.op() instanceof Identity || node.op() instanceof Elementwise;
    }
}
