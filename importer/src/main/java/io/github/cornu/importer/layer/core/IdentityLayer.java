package io.github.cornu.importer.layer.core;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.shape.Identity;

/** Layers that do nothing at inference. */
public final class IdentityLayer extends SingleLayer {
    public IdentityLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        config.ignore("rate", "noise_shape", "stddev", "data_format", "l1", "l2");
    }

    @Override
    public boolean movesNumbers() {
        return config().className().equals("Dropout") || config().className().equals("Identity");
    }

    @Override
    public boolean changesInTraining() {
        return config().number("rate", 0) != 0 || config().number("stddev", 0) != 0;
    }

    @Override
    public boolean passesMask() {
        return config().writer().isKeras3() || !config().className().equals("Identity");
    }

    @Override
    public Value apply(Lowering g, Value x) {
        return g.add(new Identity(), x);
    }
}
