package io.github.cornu.hub.layers;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomConfig;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;

/**
 * {@code keras_hub.layers.FNetEncoder} (Lee-Thorp et al., 2021): {@link FourierMixing} and two dense layers, each added
 * to its input and normalized.
 */
public final class FourierEncoder {
    private FourierEncoder() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        CustomConfig config = layer.config();
        config.ignore("dropout");
        int size = config.has("hidden_dim") ? config.integer("hidden_dim") : Parts.hiddenSize(layer);
        double epsilon = config.number("layer_norm_epsilon", 1e-5f);
        CustomInnerLayer mixingNorm = Parts.norm(layer, "mixing_layer_norm", epsilon);
        CustomInnerLayer outputNorm = Parts.norm(layer, "output_layer_norm", epsilon);
        Object activation = config.value("activation");
        CustomInnerLayer intermediate = Parts.dense(
                layer,
                "intermediate_dense",
                config.integer("intermediate_dim"),
                activation == null ? "relu" : activation);
        CustomInnerLayer output = Parts.dense(layer, "output_dense", size, null);
        return call -> {
            Value x = call.input();
            Value mixed = call.apply(mixingNorm, Parts.add(call, x, FourierMixing.of(call, x)));
            Value y = call.apply(output, call.apply(intermediate, mixed));
            return call.apply(outputNorm, Parts.add(call, mixed, y));
        };
    }
}
