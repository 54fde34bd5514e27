package io.github.cornu.plan.stream;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.attention.AttentionOp;
import io.github.cornu.op.attention.RelatingMaskException;

/** Why a model cannot be stepped through time. */
final class StreamObstacle {
    private StreamObstacle() {}

    /** An operation of a layer needs the whole sequence, for that reason; the layer's advice follows it. */
    static ModelException of(Node node, String reason) {
        String advice = node.origin().streamAdvice();
        String text = "the model cannot be stepped through time: " + reason + (advice.isEmpty() ? "" : "; " + advice);
        return new ModelException(null, node.layer(), node.layerClass(), text, null);
    }

    /** The same of a node of a graph. What only makes a mask of attention is an obstacle of that. */
    static ModelException of(Graph graph, Node node, IllegalArgumentException fault) {
        MaskMaker masks = new MaskMaker(graph);
        if (fault instanceof RelatingMaskException) {
            return ofMask(node, masks.of(node));
        }
        Node attention = node.op() instanceof AttentionOp ? null : masks.attentionOf(node);
        if (attention == null) {
            return of(node, fault.getMessage());
        }
        String maker = masks.of(attention);
        if (node.layer().equals(attention.layer())) {
            return ofMask(attention, maker);
        }
        String obstacle = MaskMaker.layer(node);
        boolean isMaker = maker == null || maker.equals(obstacle);
        return ofMask(attention, (isMaker ? obstacle : maker + ", where " + obstacle) + ": " + fault.getMessage());
    }

    /** @param made who made the mask, and how; null if that is the attention itself */
    private static ModelException ofMask(Node attention, String made) {
        return of(attention, RelatingMaskException.REASON + (made == null ? "" : " (made by " + made + ")"));
    }
}
