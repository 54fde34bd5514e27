package io.github.cornu.plan.pass;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.graph.Origin;
import io.github.cornu.op.Op;
import io.github.cornu.op.convolutional.Windowed;
import io.github.cornu.op.shape.Pad;

/**
 * Lets the windows of a convolution reach into zeros that would be copied around its input. Changes no bit of a
 * convolution. A depthwise one leaves the zeros out: that could only be seen where a weight is infinite or NaN, or in
 * the sign of a zero, after products that are too small for a float.
 *
 * <p>Zeros that only come before the first step stay: a stream starts with them, and has the convolution as it is, with
 * its weights. With zeros after the last step there is no stream, whether they are joined or not.
 */
public final class FoldPadding implements Pass {
    @Override
    public Graph apply(Graph graph) {
        Graph joined = Chains.join(graph, FoldPadding::join);
        // There is a node for each padded axis, and the one before the convolution is joined first.
        return joined.nodes().size() == graph.nodes().size() ? graph : apply(joined);
    }

    private static Node join(Node first, Node second) {
        if (!(first.op() instanceof Pad pad)
                || !(second.op() instanceof Windowed windowed)
                || !pad.isZeros()
                || pad.isStepwise()
                || pad.axis() < 1
                || pad.axis() > windowed.windows().axes()) {
            return null;
        }
        Op op = windowed.padded(pad.axis() - 1, pad.before(), pad.after());
        return op == null ? null : new Node(origin(pad, first, second), op, first.inputs(), second.outputs());
    }

    /** Padding of the time axis is in the way of a stream, and its layer knows what to do about it. */
    private static Origin origin(Pad pad, Node first, Node second) {
        return pad.axis() == 1
                ? new Origin(second.layer(), second.layerClass(), first.origin().streamAdvice())
                : second.origin();
    }
}
