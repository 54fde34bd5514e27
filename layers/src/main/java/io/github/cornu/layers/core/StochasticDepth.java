package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.tensor.Binary;

/**
 * {@code StochasticDepth} of TensorFlow Addons (Huang et al., 2016): the first tensor, and the second times the
 * probability that it survives.
 */
public final class StochasticDepth {
    private StochasticDepth() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        float survives = layer.config().number("survival_probability", 0.5f);
        return call -> {
            Value residual = Parts.with(call, Binary.MULTIPLY, Pairs.second(call, "residual"), survives);
            return Parts.add(call, call.inputs().get(0), residual);
        };
    }
}
