package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Identity;

/** Layers that do nothing at inference. */
final class IdentityLayer extends SingleLayer {
    IdentityLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        config.ignore("rate", "noise_shape", "stddev", "data_format", "l1", "l2");
    }

    @Override
    boolean movesNumbers() {
        return config().className().equals("Dropout") || config().className().equals("Identity");
    }

    @Override
    boolean passesMask() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        return g.add(new Identity(), x);
    }
}
