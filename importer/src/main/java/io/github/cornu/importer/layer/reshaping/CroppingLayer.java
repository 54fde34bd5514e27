package io.github.cornu.importer.layer.reshaping;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SpatialLayer;
import io.github.cornu.op.shape.Slice;
import java.util.List;

/** {@code keras.layers.Cropping1D}, {@code Cropping2D} and {@code Cropping3D}. */
public final class CroppingLayer extends SpatialLayer {
    private final List<List<Integer>> cropping;

    public CroppingLayer(LayerConfig config, int spatialAxes) {
        super(config, spatialAxes);
        cropping = config.pairs("cropping", spatialAxes);
    }

    @Override
    public String streamAdvice() {
        return spatialAxes == 1 ? "crop the start of the sequence only" : "";
    }

    @Override
    public boolean movesNumbers() {
        return true;
    }

    @Override
    public Value along(Lowering g, Value x, int spatialAxis, int axis) {
        int before = cropping.get(spatialAxis).get(0);
        int after = cropping.get(spatialAxis).get(1);
        int length = x.shape().length(axis);
        if (length >= 0 && before + after >= length) {
            throw new IllegalArgumentException(
                    "cropping " + before + " and " + after + " leaves nothing of axis " + axis + " of " + x.shape());
        }
        return g.add(new Slice(axis, before, after == 0 ? Slice.END : -after, 1), x);
    }
}
