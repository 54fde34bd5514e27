package io.github.cornu.importer.layer.reshaping;

import io.github.cornu.graph.Value;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.importer.layer.LayerFactory;
import io.github.cornu.importer.layer.Lowering;
import io.github.cornu.importer.layer.Shapes;
import io.github.cornu.importer.layer.SingleLayer;
import io.github.cornu.op.shape.Reshape;
import io.github.cornu.tensor.Shape;

/** {@code keras.layers.Reshape}. */
public final class ReshapeLayer extends SingleLayer {
    private final Shape target;

    public ReshapeLayer(LayerConfig config, LayerFactory factory) {
        super(config);
        target = Shape.of(
                config.integerList("target_shape").stream().mapToInt(i -> i).toArray());
    }

    @Override
    public String streamAdvice() {
        return Shapes.KEEP_TIME_AXIS;
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
        return g.add(g.isTexts(x) ? Reshape.ofTexts(target) : Reshape.ofSamples(target), x);
    }
}
