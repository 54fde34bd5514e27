package io.github.cornu.plan;

import io.github.cornu.graph.Node;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.shape.Pad;
import io.github.cornu.plan.pass.FoldPadding;

/**
 * Finds zeros that are put around the input of the next node, which can do without the copy. {@link FoldPadding} has
 * joined all but those that a stream starts with; a plan joins these too, since it is for whole inputs, or for one
 * chunk.
 */
final class PaddingFinder {
    private PaddingFinder() {}

    /** What the node after one does in the place of both; null if there is nothing to join. */
    static Prepared after(PreparedGraph prepared, int index) {
        Node node = prepared.graph().nodes().get(index);
        if (!(node.op() instanceof Pad pad)
                || !pad.isZeros()
                || prepared.constant(node.output()) != null
                || !prepared.feedsNextAlone(index)) {
            return null;
        }
        Prepared reader = prepared.prepared(index + 1);
        return reader == null ? null : reader.padded(pad.axis(), pad.before(), pad.after());
    }
}
