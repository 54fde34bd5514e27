package io.github.cornu.importer.layer.normalization;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import java.util.List;

/** {@code keras.layers.SpectralNormalization}: at inference the inner layer, whose kernel is normalized already. */
public final class SpectralNormalizationLayer extends KerasLayer {
    private final KerasLayer inner;

    public SpectralNormalizationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        inner = child("layer", factory.create(config.layer("layer")));
        config.ignore("power_iterations");
        inner.ownWeights().stream().limit(1).forEach(this::sharedWeight);
        nonTrainableWeight("vector_u");
    }

    @Override
    public boolean changesInTraining() {
        return true;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        return g.call(inner, call);
    }
}
