package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.InsertAxis;
import io.github.cornu.op.Repeat;

/** {@code keras.layers.RepeatVector}: (batch, features) to (batch, n, features). */
final class RepeatVectorLayer extends SingleLayer {
    private final int times;

    RepeatVectorLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        times = config.integer("n");
    }

    @Override
    boolean movesNumbers() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        if (x.shape().rank() != 2) {
            throw new IllegalArgumentException("expected an input of rank 2, got " + x.shape());
        }
        return g.add(new Repeat(1, times), g.add(new InsertAxis(1), x));
    }
}
