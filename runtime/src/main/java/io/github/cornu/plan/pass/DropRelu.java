package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Activation;
import io.github.cornu.op.element.Elementwise;
import io.github.cornu.tensor.Unary;

/** Leaves out a relu before a quantization whose lowest step is 0, which has the same limits. Changes no bit. */
final class DropRelu implements Pass {
    @Override
    public Graph apply(Graph graph) {
        return Chains.join(graph, DropRelu::join);
    }

    private static Node join(Node first, Node second) {
        boolean joins = first.op() instanceof Elementwise relu
                && second.op() instanceof Elementwise quantization
                && quantization.activation().function() == Unary.FAKE_QUANTIZE
                && quantization.activation().a() == 0f
                && limit(relu.activation()) >= quantization.activation().b();
        return joins ? second : null;
    }

    /** Of a relu; a NaN of other functions. */
    private static float limit(Activation relu) {
        return switch (relu.function()) {
            case RELU -> Float.POSITIVE_INFINITY;
            case CLIP -> relu.a() == 0f ? relu.b() : Float.NaN;
            default -> Float.NaN;
        };
    }
}
