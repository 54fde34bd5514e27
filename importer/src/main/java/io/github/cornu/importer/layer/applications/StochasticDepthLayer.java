package io.github.cornu.importer.layer.applications;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.shape.Identity;

/** {@code StochasticDepth} of ConvNeXt, which does nothing at inference. */
public final class StochasticDepthLayer extends SingleLayer {
    private final boolean drops;

    public StochasticDepthLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        drops = config.number("drop_path_rate", 0) != 0;
    }

    @Override
    public boolean changesInTraining() {
        return drops;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        return g.add(new Identity(), x);
    }
}
