package io.github.cornu.layers.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;
import io.github.cornu.op.shape.Concatenate;
import io.github.cornu.tensor.Binary;
import java.util.Map;

/**
 * {@code MDN} of keras-mdn-layer: the means and the deviations of each normal distribution of a mixture, then the
 * logits of their shares.
 */
public final class MixtureDensity {
    private static final double EPSILON = 1e-7;

    private MixtureDensity() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        int mixtures = layer.config().integer("num_mixtures");
        int numbers = Math.multiplyExact(mixtures, layer.config().integer("output_dimension"));
        CustomInnerLayer means = layer.inner("mdn_mus", "Dense", Map.of("units", numbers, "name", "mdn_mus"));
        CustomInnerLayer deviations =
                layer.inner("mdn_sigmas", "Dense", Map.of("units", numbers, "activation", "elu", "name", "mdn_sigmas"));
        CustomInnerLayer shares = layer.inner("mdn_pi", "Dense", Map.of("units", mixtures, "name", "mdn_pi"));
        return call -> {
            Value x = call.input();
            Value above = Parts.with(call, Binary.ADD, call.apply(deviations, x), 1);
            Value sigmas = Parts.with(call, Binary.ADD, above, EPSILON);
            int last = x.shape().rank() - 1;
            return call.add(new Concatenate(last), call.apply(means, x), sigmas, call.apply(shares, x));
        };
    }
}
