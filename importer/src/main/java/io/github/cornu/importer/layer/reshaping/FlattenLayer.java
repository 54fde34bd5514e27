package io.github.cornu.importer.layer.reshaping;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.Axes;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;

/** {@code keras.layers.Flatten}; channels come last also in what was channels first. */
public final class FlattenLayer extends SingleLayer {
    private final boolean channelsLast;

    public FlattenLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        channelsLast = config.channelsLast();
    }

    @Override
    public String streamAdvice() {
        return "leave it out and let the recurrent layer before it return its last step only";
    }

    @Override
    public boolean movesNumbers() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        int rank = x.shape().rank();
        if (rank == 1) {
            return g.add(Reshape.expandDims(1), x);
        }
        Value ordered = channelsLast || rank == 2 ? x : Axes.channelsLast(g, x);
        return g.add(Reshape.ofSamples(Shape.of(x.shape().size(1, rank))), ordered);
    }
}
