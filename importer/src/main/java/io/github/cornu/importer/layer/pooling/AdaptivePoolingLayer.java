package io.github.cornu.importer.layer.pooling;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SpatialLayer;
import io.github.cornu.op.pooling.AdaptivePool;
import io.github.cornu.op.pooling.Pool;
import java.util.List;

/** {@code keras.layers.AdaptiveMaxPooling1D}, {@code AdaptiveAveragePooling1D}, and those of two and three axes. */
public final class AdaptivePoolingLayer extends SpatialLayer {
    private final List<Integer> size;
    private final Pool.Kind kind;

    public AdaptivePoolingLayer(LayerConfig config, int spatialAxes, boolean max) {
        super(config, spatialAxes);
        size = config.integers("output_size", spatialAxes);
        kind = max ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
    }

    @Override
    public Value along(Lowering g, Value x, int spatialAxis, int axis) {
        return g.add(new AdaptivePool(kind, axis, size.get(spatialAxis)), x);
    }
}
