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
        if (hasKernelToo(layer)) {
            layer.weight("w");
        }
        CustomInnerLayer inner = layer.inner("layer", "layer");
        layer.nonTrainableWeight("sn_u");
        return call -> call.apply(inner, call.input());
    }

    /**
     * Whether the file has the kernel among this layer's own weights too, as archives have it, since Python keeps it in
     * an attribute: weights have no names but their numbers there, and the second one is {@code sn_u} then.
     */
    private static boolean hasKernelToo(CustomLayerBuilder layer) {
        return layer.stored().stream().anyMatch(weight -> weight.name().equals("/1"));
    }
}
