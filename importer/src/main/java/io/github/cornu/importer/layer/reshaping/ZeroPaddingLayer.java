package io.github.cornu.importer.layer.reshaping;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SpatialLayer;
import io.github.cornu.op.shape.Pad;
import java.util.List;

/** {@code keras.layers.ZeroPadding1D}, {@code ZeroPadding2D} and {@code ZeroPadding3D}. */
public final class ZeroPaddingLayer extends SpatialLayer {
    private final List<List<Integer>> padding;

    public ZeroPaddingLayer(LayerConfig config, int spatialAxes) {
        super(config, spatialAxes);
        padding = config.pairs("padding", spatialAxes);
    }

    @Override
    public String streamAdvice() {
        return spatialAxes == 1 ? "pad the start of the sequence only" : "";
    }

    @Override
    public boolean movesNumbers() {
        return true;
    }

    @Override
    public Value along(Lowering g, Value x, int spatialAxis, int axis) {
        List<Integer> ends = padding.get(spatialAxis);
        return g.add(new Pad(axis, ends.get(0), ends.get(1), 0f), x);
    }
}
