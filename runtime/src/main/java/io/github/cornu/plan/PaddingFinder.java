package io.github.cornu.plan;

import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.shape.Pad;

/**
 * Finds zeros that are put around the input of the next node, which can do without the copy. {@link FoldPadding} has
 * joined all but those that a stream starts with; a plan joins these too, since it is for whole inputs, or for one
 * chunk.
 */
final class PaddingFinder {
    private final PreparedGraph prepared;
    private final int[] uses;

    PaddingFinder(PreparedGraph prepared) {
        this.prepared = prepared;
        this.uses = prepared.graph().uses();
    }

    /** What the node after one does in the place of both; null if there is nothing to join. */
    Prepared after(int index) {
        Graph graph = prepared.graph();
        Node node = graph.nodes().get(index);
        boolean joins = node.op() instanceof Pad pad
                && pad.isZeros()
                && prepared.constant(node.output()) == null
                && index + 1 < graph.nodes().size()
                && graph.nodes().get(index + 1).inputs().equals(node.outputs())
                && uses[node.output()] == 1;
        Prepared reader = joins ? prepared.prepared(index + 1) : null;
        if (reader == null) {
            return null;
        }
        Pad pad = (Pad) node.op();
        return reader.padded(pad.axis(), pad.before(), pad.after());
    }
}
