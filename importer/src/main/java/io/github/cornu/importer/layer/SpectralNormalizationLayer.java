package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import java.util.List;

/** {@code keras.layers.SpectralNormalization}: at inference the inner layer, whose kernel is normalized already. */
final class SpectralNormalizationLayer extends KerasLayer {
    private final KerasLayer inner;

    SpectralNormalizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        inner = child("layer", factory.create(config.layer("layer")));
        config.ignore("power_iterations");
        inner.ownWeights().stream().limit(1).forEach(this::sharedWeight);
        nonTrainableWeight("vector_u");
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        return g.call(inner, call);
    }
}
