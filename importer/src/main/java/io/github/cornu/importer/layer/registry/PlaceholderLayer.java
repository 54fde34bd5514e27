package io.github.cornu.importer.layer.registry;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Call;
import io.github.cornu.importer.layer.KerasLayer;
import io.github.cornu.importer.layer.KerasTensor;
import io.github.cornu.importer.layer.Lowering;
import java.util.List;

/** Stands for a layer that is not supported, until the message about it is complete, and where a model is looked at. */
final class PlaceholderLayer extends KerasLayer {
    PlaceholderLayer(LayerConfig config) {
        super(config);
    }

    @Override
    public boolean isPlaceholder() {
        return true;
    }

    @Override
    public List<KerasTensor> call(Lowering g, Call call) {
        throw new UnsupportedModelException("it is not supported");
    }
}
