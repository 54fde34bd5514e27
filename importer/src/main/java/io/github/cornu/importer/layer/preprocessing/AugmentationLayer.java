package io.github.cornu.importer.layer.preprocessing;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.shape.Identity;

/** Layers that change images at random in training, and do nothing at inference. */
public final class AugmentationLayer extends SingleLayer {
    public AugmentationLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        config.ignoreAll();
    }

    @Override
    public boolean changesInTraining() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        return g.add(new Identity(), x);
    }
}
