package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Pad;
import java.util.List;

/** {@code keras.layers.ZeroPadding1D}, {@code ZeroPadding2D} and {@code ZeroPadding3D}. */
final class ZeroPaddingLayer extends SpatialLayer {
    private final List<List<Integer>> padding;

    ZeroPaddingLayer(LayerConfig config, int spatialAxes) {
        super(config, spatialAxes);
        padding = config.pairs("padding", spatialAxes);
    }

    @Override
    boolean movesNumbers() {
        return true;
    }

    @Override
    Value along(Lowering g, Value x, int spatialAxis, int axis) {
        List<Integer> ends = padding.get(spatialAxis);
        return g.add(new Pad(axis, ends.get(0), ends.get(1), 0f), x);
    }
}
