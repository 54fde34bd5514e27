package io.github.cornu.plan;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Op;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.op.shape.Identity;
import io.github.cornu.op.shape.Transpose;

/**
 * Whether samples stay along axis 0 from the inputs to the outputs. Models with recurrent layers that are time-major
 * may take time steps there, which cannot be run apart.
 */
final class SampleAxis {
    private SampleAxis() {}

    /**
     * Checks that samples can be run apart.
     *
     * @throws ModelException if a layer joins what lies along axis 0 of the inputs; it names the layer
     */
    static void check(Graph graph) {
        boolean[] swapped = new boolean[graph.shapes().size()];
        for (Node node : graph.nodes()) {
            boolean any = false;
            for (int input : node.inputs()) {
                any |= swapped[input];
            }
            if (node.op() instanceof Transpose transpose) {
                any ^= transpose.order().get(0) != 0;
            } else if (any && !staysInPlace(node.op())) {
                throw new ModelException(
                        null,
                        node.layer(),
                        node.layerClass(),
                        "it does not take samples along axis 0, but along axis 1",
                        null);
            }
            for (int output : node.outputs()) {
                swapped[output] = any;
            }
        }
    }

    private static boolean staysInPlace(Op op) {
        return op instanceof Identity || op instanceof Elementwise;
    }
}
