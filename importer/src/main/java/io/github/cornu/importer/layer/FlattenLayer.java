package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.InsertAxis;
import io.github.cornu.op.Reshape;
import io.github.cornu.tensor.Shape;

/** {@code keras.layers.Flatten}; channels come last also in what was channels first. */
final class FlattenLayer extends SingleLayer {
    private final boolean channelsLast;

    FlattenLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        channelsLast = config.channelsLast();
    }

    @Override
    boolean movesNumbers() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        int rank = x.shape().rank();
        if (rank == 1) {
            return g.add(new InsertAxis(1), x);
        }
        Value ordered = channelsLast || rank == 2 ? x : Axes.channelsLast(g, x);
        return g.add(new Reshape(Shape.of(x.shape().size(1, rank))), ordered);
    }
}
