package io.github.cornu.plan.stream;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Graph;
import io.github.cornu.graph.Node;
import io.github.cornu.op.attention.AttentionOp;

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
    static ModelException of(Graph graph, Node node, String reason) {
        MaskMaker masks = new MaskMaker(graph);
        boolean relates = reason.equals(AttentionOp.RELATING_MASK);
        Node attention = node.op() instanceof AttentionOp ? null : masks.attentionOf(node);
        if (!relates && attention == null) {
            return of(node, reason);
        }
        Node obstructed = attention == null ? node : attention;
        String maker = masks.of(obstructed);
        String own = MaskMaker.layer(obstructed);
        String obstacle = MaskMaker.layer(node);
        String made = maker == null ? obstacle : maker;
        String cause = obstacle.equals(own)
                ? ""
                : made.equals(obstacle) ? ": " + reason : ", where " + obstacle + ": " + reason;
        return of(obstructed, AttentionOp.RELATING_MASK + (made.equals(own) ? "" : " (made by " + made + cause + ")"));
    }
}
