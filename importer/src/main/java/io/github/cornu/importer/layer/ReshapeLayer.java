package io.github.cornu.importer.layer;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.op.Reshape;
import io.github.cornu.tensor.Shape;

/** {@code keras.layers.Reshape}. */
final class ReshapeLayer extends SingleLayer {
    private final Shape target;

    ReshapeLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        target = Shape.of(
                config.integerList("target_shape").stream().mapToInt(i -> i).toArray());
    }

    @Override
    boolean movesNumbers() {
        return true;
    }

    @Override
    Value apply(Lowering g, Value x) {
        return g.add(new Reshape(target), x);
    }
}
