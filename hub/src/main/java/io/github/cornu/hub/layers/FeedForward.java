package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomCall;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;

/** The two dense layers of a transformer's encoder or decoder, added to their input. */
record FeedForward(CustomInnerLayer norm, CustomInnerLayer intermediate, CustomInnerLayer output) {
    static FeedForward of(CustomLayerBuilder layer, int size, double epsilon) {
        Object activation = layer.config().value("activation");
        return new FeedForward(
                Parts.norm(layer, "feedforward_layer_norm", epsilon),
                Parts.dense(
                        layer,
                        "feedforward_intermediate_dense",
                        layer.config().integer("intermediate_dim"),
                        activation == null ? "relu" : activation),
                Parts.dense(layer, "feedforward_output_dense", size, null));
    }

    /** @param normalizeFirst whether the input is normalized, and not the output */
    Value apply(CustomCall call, Value x, boolean normalizeFirst) {
        Value y = normalizeFirst ? call.apply(norm, x) : x;
        y = call.apply(output, call.apply(intermediate, y));
        y = Parts.add(call, y, x);
        return normalizeFirst ? y : call.apply(norm, y);
    }
}
