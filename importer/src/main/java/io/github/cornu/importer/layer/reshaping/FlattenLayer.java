package io.github.cornu.importer.layer.reshaping;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.op.shape.Transpose;
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
    public boolean takesTexts() {
        return true;
    }

    @Override
    public boolean movesNumbers() {
        return true;
    }

    @Override
    public Value apply(Lowering g, Value x) {
        int rank = g.kerasRank(x);
        if (rank == 1) {
            return g.add(Reshape.expandDims(1), x);
        }
        Value ordered =
                channelsLast || rank == 2 ? x : g.add(Transpose.move(x.shape().rank(), 1, rank - 1), x);
        Shape flat = Shape.of(x.shape().size(1, rank));
        return g.add(g.isTexts(x) ? Reshape.ofTexts(flat) : Reshape.ofSamples(flat), ordered);
    }
}
