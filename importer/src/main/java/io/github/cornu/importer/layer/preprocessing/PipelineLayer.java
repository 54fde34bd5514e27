package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import java.util.ArrayList;
import java.util.List;

/** {@code keras.layers.Pipeline}: layers one after the other. */
public final class PipelineLayer extends KerasLayer {
    private final List<KerasLayer> layers = new ArrayList<>();

    public PipelineLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        for (LayerConfig inner : config.layers("layers")) {
            layers.add(child("_pipeline_layers/" + inner.name(), factory.create(inner)));
        }
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        List<KerasTensor> tensors = call.tensors();
        for (KerasLayer layer : layers) {
            tensors = g.call(layer, Call.of(tensors));
        }
        return tensors;
    }
}
