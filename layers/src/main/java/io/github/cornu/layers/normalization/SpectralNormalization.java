package io.github.cornu.layers.normalization;

import io.github.cornu.importer.custom.CustomFunction;
import io.github.cornu.importer.custom.CustomInnerLayer;
import io.github.cornu.importer.custom.CustomLayerBuilder;

/**
 * {@code SpectralNormalization} of TensorFlow Addons (Miyato et al., 2018): training has divided the weights of the
 * inner layer, which is all there is to do at inference.
 */
public final class SpectralNormalization {
    private SpectralNormalization() {}

    /** Reads the config. */
    public static CustomFunction create(CustomLayerBuilder layer) {
        layer.config().ignore("power_iterations");
        // Newer files have the kernel twice, since Python has it in an attribute of this layer too.
        if (layer.stored().stream().anyMatch(weight -> weight.name().equals("/1"))) {
            layer.weight("w");
        }
        CustomInnerLayer inner = layer.inner("layer", "layer");
        layer.nonTrainableWeight("sn_u");
        return call -> call.apply(inner, call.input());
    }
}
