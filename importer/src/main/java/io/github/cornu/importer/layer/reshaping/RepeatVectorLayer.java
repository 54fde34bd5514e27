package io.github.cornu.importer.layer.reshaping;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.shape.Repeat;
import io.github.cornu.op.shape.Reshape;

/** {@code keras.layers.RepeatVector}: (batch, features) to (batch, n, features). */
public final class RepeatVectorLayer extends SingleLayer {
    private final int times;

    public RepeatVectorLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        times = config.integer("n");
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
        if (g.kerasRank(x) != 2) {
            throw new IllegalArgumentException("expected an input of rank 2, got " + x.shape());
        }
        return g.add(new Repeat(1, times), g.add(Reshape.expandDims(1), x));
    }
}
