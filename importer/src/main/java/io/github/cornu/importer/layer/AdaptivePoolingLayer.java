package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.AdaptivePool;
import io.github.cornu.op.Pool;
import java.util.List;

/** {@code keras.layers.AdaptiveMaxPooling1D}, {@code AdaptiveAveragePooling1D}, and those of two and three axes. */
final class AdaptivePoolingLayer extends SpatialLayer {
    private final List<Integer> size;
    private final Pool.Kind kind;

    AdaptivePoolingLayer(LayerConfig config, int spatialAxes, boolean max) {
        super(config, spatialAxes);
        size = config.integers("output_size", spatialAxes);
        kind = max ? Pool.Kind.MAX : Pool.Kind.AVERAGE;
    }

    @Override
    Value along(Lowering g, Value x, int spatialAxis, int axis) {
        return g.add(new AdaptivePool(kind, axis, size.get(spatialAxis)), x);
    }
}
