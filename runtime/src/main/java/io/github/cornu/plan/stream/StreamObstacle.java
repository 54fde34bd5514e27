package io.github.cornu.plan.stream;

import io.github.cornu.ModelException;
import io.github.cornu.graph.Node;

/** Why a model cannot be stepped through time. */
final class StreamObstacle {
    private StreamObstacle() {}

    /** An operation of a layer needs the whole sequence, for that reason; the layer's advice follows it. */
    static ModelException of(Node node, String reason) {
        String advice = node.origin().streamAdvice();
        String text = "the model cannot be stepped through time: " + reason + (advice.isEmpty() ? "" : "; " + advice);
        return new ModelException(null, node.layer(), node.layerClass(), text, null);
    }
}
