package io.github.cornu.importer.layer;

import io.github.cornu.importer.config.LayerConfig;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.Pipeline}: layers one after the other. */
final class PipelineLayer extends KerasLayer {
    private final List<KerasLayer> layers = new ArrayList<>();

    PipelineLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        for (LayerConfig inner : config.layers("layers")) {
            layers.add(child("_pipeline_layers/" + inner.name(), factory.create(inner)));
        }
    }

    @Override
    List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> tensors = call.tensors();
        for (KerasLayer layer : layers) {
            tensors = g.call(layer, Call.of(tensors));
        }
        return tensors;
    }
}
